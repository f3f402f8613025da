import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { System } from '#apps/standalone/src/system.js';
import { kopieraHistoria } from '#event-store/kopiera.js';
import { Kalldokumentarkiv } from '#inlasning/public.js';
import { DomanFel } from '#kernel/fel.js';
import {
  avslutaAterstallning,
  borjaAterstallning,
  pagaendeAterstallning,
} from '#read-store/aterstallning.js';
import type { SakerhetskopiaKod } from './kopiefel.js';
import { Kopieradehandelser } from './handelsedelar.js';
import type { Kopiefil } from './kopiefil.js';
import { arkivdel, MANIFEST, type Manifest } from './manifest.js';

export interface Aterstallningsval {
  readonly sag: (rad: string) => void;
  readonly framsteg: (klara: number, alla: number) => void;
}

export interface Aterstallt {
  readonly handelser: number;
  readonly digest: string;
  readonly arkiv: number;
  readonly lasmodeller: readonly Jamforelse[];
}

export interface Jamforelse {
  readonly namn: string;
  readonly ordinal: number;
  /** Null: this program has it in another version, or not at all, and there is nothing to compare. */
  readonly lika: boolean | null;
}

/**
 * Fills an empty installation from a backup that has been checked, or goes on with one that it had begun to fill. Until
 * all is there and proved, no program takes what is there for an installation.
 * @throws DomanFel ATERSTALLNING_EJ_TOM, ATERSTALLNING_ANNAN_KOPIA, ATERSTALLNING_SKILJER; of `kopieraHistoria`
 */
export async function aterstall(
  system: System,
  kopia: Kopiefil,
  manifest: Manifest,
  val: Aterstallningsval,
): Promise<Aterstallt> {
  await borja(system, kopia.summa(MANIFEST), val);
  const { antal, digest } = manifest.handelser;
  const handelser = new Kopieradehandelser(kopia, antal);
  const kopierat = await kopieraHistoria(handelser, system.store, val.framsteg);
  if (kopierat.handelser !== antal || kopierat.digest !== digest)
    throw skiljer(`händelserna är ${kopierat.handelser} med kontrollsumman ${kopierat.digest}`);
  await aterstallArkivet(system.hamta(Kalldokumentarkiv), kopia, manifest);
  val.sag('Läsmodellerna byggs ur händelserna …');
  await system.projektor.kommIkapp();
  const lasmodeller = await jamfor(system, manifest);
  await avslutaAterstallning(system.readStore);
  return { handelser: antal, digest, arkiv: manifest.arkiv.length, lasmodeller };
}

const skiljer = (vad: string): DomanFel =>
  new DomanFel<SakerhetskopiaKod>(
    'ATERSTALLNING_SKILJER',
    `Det återställda är inte som säkerhetskopian: ${vad}.`,
    { falt: 'FIL', forvantat: 'en installation som inget annat skriver i medan den återställs' },
  );

async function borja(system: System, id: string, { sag }: Aterstallningsval): Promise<void> {
  const pagar = await pagaendeAterstallning(system.readStore);
  if (pagar === undefined) {
    await kravTom(system);
    await borjaAterstallning(system.readStore, id);
    return;
  }
  if (pagar.kopia !== id)
    throw new DomanFel<SakerhetskopiaKod>(
      'ATERSTALLNING_ANNAN_KOPIA',
      'Här har en annan säkerhetskopia börjat läsas in.',
      { falt: 'FIL', forvantat: 'samma fil som då, eller en annan tom datamapp' },
    );
  sag('Fortsätter en återställning som avbröts …');
}

async function kravTom({ store, projektor, hamta }: System): Promise<void> {
  const { ordinal } = await store.head();
  const lasmodeller = await projektor.lista();
  const { done: inget } = await hamta(Kalldokumentarkiv).filer().next();
  if (ordinal === 0 && inget === true && lasmodeller.every((l) => l.ordinal === 0)) return;
  throw new DomanFel<SakerhetskopiaKod>(
    'ATERSTALLNING_EJ_TOM',
    `Det finns redan något här (${ordinal} händelser). Inget har ändrats.`,
    { falt: '--data', forvantat: 'en mapp som inte finns eller är tom' },
  );
}

/** What is there already is left: it has the same sum. */
async function aterstallArkivet(
  arkiv: Kalldokumentarkiv,
  kopia: Kopiefil,
  manifest: Manifest,
): Promise<void> {
  for (const { id, forbund, sha256 } of manifest.arkiv) {
    const innehall = gunzipSync(await kopia.las(arkivdel(sha256))).toString('utf8');
    await arkiv.spara({ id, forbund: forbund, sha256, innehall });
    const sparat = await arkiv.hamta(id, sha256);
    if (
      createHash('sha256')
        .update(sparat?.innehall ?? '')
        .digest('hex') !== sha256
    )
      throw skiljer(`källdokumentet ${id} har ett annat innehåll`);
  }
}

async function jamfor({ projektor }: System, manifest: Manifest): Promise<Jamforelse[]> {
  const nu = new Map((await projektor.digest()).map((l) => [l.namn, l]));
  const svar: Jamforelse[] = [];
  for (const { namn, ordinal, version, digest } of manifest.lasmodeller) {
    const har = nu.get(namn);
    if (har?.version !== version) svar.push({ namn, ordinal, lika: null });
    else {
      // While others wrote, one read model was a little behind another: it is compared where it stood.
      const vid = har.ordinal === ordinal ? har : await projektor.digestVid(namn, ordinal);
      svar.push({ namn, ordinal, lika: vid.digest === digest });
    }
  }
  return svar;
}
