import { z } from 'zod';
import { handelsetyper } from '#apps/standalone/src/handelsescheman.js';
import type { Upcasters } from '#event-store/upcasting.js';
import type { Projektion } from '#read-store/projektion.js';
import { kopiefel, skadad } from './kopiefel.js';

export const MANIFEST = 'manifest.json';
export const FORMAT = 'sakerhetskopia/1';

const heltal = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const SCHEMA = z.strictObject({
  format: z.literal(FORMAT),
  /** When it was taken, ISO 8601. */
  tagen: z.iso.datetime(),
  /** All up to this ordinal, and the digest of them that copying gives too. */
  handelser: z.strictObject({ antal: heltal, digest: sha256 }),
  /** The latest version of each type that is stored: who knows an earlier one cannot read them. */
  typer: z.record(z.string(), z.int().min(1)),
  /** As they stood when it was taken, each at its own ordinal: what the restored ones are compared with. */
  lasmodeller: z.array(
    z.strictObject({ namn: z.string(), version: z.int().min(1), ordinal: heltal, digest: sha256 }),
  ),
  /** The files that documents were loaded from, each in the part `arkiv/<sha256>.gz`. */
  arkiv: z.array(z.strictObject({ id: z.string(), forbund: z.string(), sha256 })),
});

export type Manifest = z.infer<typeof SCHEMA>;

export const arkivdel = (summa: string): string => `arkiv/${summa}.gz`;

/** What this program can read. */
export interface Kanner {
  readonly upcasters: Upcasters;
  readonly projektioner: readonly Projektion[];
}

/** @throws DomanFel KOPIA_NYARE_PROGRAM, KOPIA_SKADAD */
export function tolkaManifest(text: string, kanner: Kanner): Manifest {
  const json = tolka(z.looseObject({ format: z.string() }), () => JSON.parse(text) as unknown);
  if (json.format !== FORMAT) throw nyare(`formatet ${json.format}`);
  const manifest = tolka(SCHEMA, () => json);
  const typer = new Set(handelsetyper());
  for (const [typ, version] of Object.entries(manifest.typer))
    if (!typer.has(typ) || version > kanner.upcasters.version(typ))
      throw nyare(`händelser av typen ${typ}, version ${version}`);
  const versioner = new Map(kanner.projektioner.map((p) => [p.namn, p.version]));
  // One that is not here at all may be one that has been taken away since.
  for (const { namn, version } of manifest.lasmodeller)
    if (version > (versioner.get(namn) ?? version)) throw nyare(`läsmodellen ${namn}, version ${version}`);
  return manifest;
}

function tolka<T>(schema: z.ZodType<T>, las: () => unknown): T {
  try {
    return schema.parse(las());
  } catch (fel) {
    throw skadad(MANIFEST, `innehållet går inte att tolka (${(fel as Error).message})`);
  }
}

const nyare = (vad: string) =>
  kopiefel(
    'KOPIA_NYARE_PROGRAM',
    `Säkerhetskopian togs av en nyare version av programmet: den har ${vad}.`,
    'en kopia av den här versionen eller en äldre; återställ annars med den nyare versionen',
  );
