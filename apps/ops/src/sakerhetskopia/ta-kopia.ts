import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { System } from '#apps/standalone/src/system.js';
import { lagradeHandelser, tillDigest } from '#event-store/kopiera.js';
import type { LagradHandelse } from '#event-store/kopierbart.js';
import { Kalldokumentarkiv } from '#inlasning/public.js';
import type { Kopieskrivare } from './kopieskrivare.js';
import { somDelar } from './handelsedelar.js';
import { arkivdel, FORMAT, MANIFEST, type Manifest } from './manifest.js';

export interface Kopieringsval {
  readonly nu: Date;
  readonly sag: (rad: string) => void;
  readonly framsteg: (klara: number, alla: number) => void;
}

/**
 * Writes a backup of all that is stored, while others go on storing: events up to an ordinal never change, and the file
 * of a document is archived before its first event. The ordinal is where the read models stood when their digests were
 * taken, or the furthest of them.
 */
export async function taKopia(
  system: System,
  skrivare: Kopieskrivare,
  val: Kopieringsval,
): Promise<Manifest> {
  const lasmodeller = await lasmodellerna(system, val.sag);
  const antal = Math.max((await system.store.head()).ordinal, ...lasmodeller.map((l) => l.ordinal));
  const digest = createHash('sha256');
  const typer = new Map<string, number>();
  const sedda = async function* (): AsyncGenerator<LagradHandelse> {
    for await (const handelse of lagradeHandelser(system.store, 0, antal)) {
      tillDigest(digest, handelse);
      typer.set(handelse.typ, Math.max(handelse.version, typer.get(handelse.typ) ?? 0));
      yield handelse;
    }
  };
  let klara = 0;
  for await (const del of somDelar(sedda())) {
    await skrivare.skriv(del.namn, del.innehall);
    klara += del.antal;
    val.framsteg(klara, antal);
  }
  const manifest: Manifest = {
    format: FORMAT,
    tagen: val.nu.toISOString(),
    handelser: { antal: klara, digest: digest.digest('hex') },
    typer: Object.fromEntries([...typer].sort()),
    lasmodeller: [...lasmodeller],
    arkiv: await skrivArkivet(system.hamta(Kalldokumentarkiv), skrivare),
  };
  await skrivare.skriv(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  await skrivare.avsluta();
  return manifest;
}

/** One that is broken keeps no backup from being taken: it is made of the events, which are what matters. */
async function lasmodellerna(
  { projektor }: System,
  sag: (rad: string) => void,
): Promise<Manifest['lasmodeller']> {
  const hela = new Set<string>();
  for (const { namn } of await projektor.lista())
    try {
      await projektor.kommIkapp({ namn: [namn] });
      hela.add(namn);
    } catch (fel) {
      sag(`Kopian tas utan kontrollsumma för läsmodellen ${namn}: ${(fel as Error).message}`);
    }
  return (await projektor.digest()).filter(({ namn }) => hela.has(namn));
}

async function skrivArkivet(arkiv: Kalldokumentarkiv, skrivare: Kopieskrivare): Promise<Manifest['arkiv']> {
  const lista: Manifest['arkiv'] = [];
  for await (const { id, forbund, sha256, innehall } of arkiv.filer()) {
    await skrivare.skriv(arkivdel(sha256), gzipSync(innehall));
    lista.push({ id, forbund, sha256 });
  }
  return lista;
}
