import { createHash, type Hash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { DomanFel } from '#kernel/fel.js';
import type { Handelsemetadata } from './event-store.js';
import type { Kopierbart, Kopieringskalla, LagradHandelse, LagratKommando } from './kopierbart.js';

export type KopieringKod = 'KOPIERING_ANNAN_HISTORIA' | 'KOPIERING_SKILJER';

/** Events of one read: their text fits memory many times over. */
const SIDA = 1_000;
/** Events of one write: what one statement or one round of numbering carries well. */
const MAX_PER_SKRIVNING = 1_000;

export interface Kopierat {
  readonly handelser: number;
  /** How many of them were written now; the others stood there already. */
  readonly nya: number;
  /** SHA-256 over every event in order: the same for the two stores. */
  readonly digest: string;
}

/** Everything that an event is, in the order of the fields that are named here: over all events it is a history's digest. */
export function tillDigest(digest: Hash, h: LagradHandelse): void {
  const falt = [h.ordinal, h.id, h.stream, h.revision, h.typ, h.version, h.tid, h.data, h.metadata];
  digest.update(`${falt.join('\n')}\n\n`);
}

/** All events after an ordinal, or those up to another. */
export async function* lagradeHandelser(
  lager: Kopieringskalla,
  efter: number,
  till = Infinity,
): AsyncGenerator<LagradHandelse> {
  for (let sist = efter; sist < till;) {
    const max = Math.min(SIDA, till - sist);
    const sida = await lager.lasLagrat(sist, max);
    yield* sida;
    if (sida.length < max) return;
    sist = sida.at(-1)?.ordinal ?? till;
  }
}

const kommandoFor = ({ stream, metadata }: LagradHandelse): string =>
  `${stream} ${(JSON.parse(metadata) as Handelsemetadata).kommandoId}`;

/** The events put together as they were appended. */
async function* kommandona(handelser: AsyncIterable<LagradHandelse>): AsyncGenerator<LagratKommando> {
  let kommando: [LagradHandelse, ...LagradHandelse[]] | undefined;
  let nyckel = '';
  for await (const handelse of handelser) {
    const dess = kommandoFor(handelse);
    if (kommando && dess === nyckel) kommando.push(handelse);
    else {
      if (kommando) yield kommando;
      kommando = [handelse];
      nyckel = dess;
    }
  }
  if (kommando) yield kommando;
}

/**
 * Copies a history to a store that has none of it, or the first of it since a copying that was interrupted: ordinals,
 * ids, times, versions and content stay what they are. Nothing else may write to either store meanwhile. What was there
 * before is compared event by event; afterwards all is read again from the copy, and the two digests must be the same.
 * @throws DomanFel KOPIERING_ANNAN_HISTORIA, KOPIERING_SKILJER
 */
export async function kopieraHistoria(
  fran: Kopieringskalla,
  till: Kopierbart,
  framsteg: (klara: number, alla: number) => void,
): Promise<Kopierat> {
  const alla = await fran.sistaOrdinal();
  const fanns = await till.sistaOrdinal();
  const digest = createHash('sha256');
  await kravSammaBorjan(fran, till, fanns, digest);
  let vantande: LagratKommando[] = [];
  let [klara, antal] = [fanns, 0];
  const skriv = async (): Promise<void> => {
    if (vantande.length === 0) return;
    await till.skrivLagrat(vantande);
    klara += antal;
    [vantande, antal] = [[], 0];
    framsteg(klara, alla);
  };
  for await (const kommando of kommandona(lagradeHandelser(fran, fanns))) {
    for (const handelse of kommando) tillDigest(digest, handelse);
    vantande.push(kommando);
    antal += kommando.length;
    if (antal >= MAX_PER_SKRIVNING) await skriv();
  }
  await skriv();
  const kallans = digest.digest('hex');
  const kopians = await digestAv(till);
  if (kopians.digest !== kallans || kopians.antal !== klara)
    throw new DomanFel<KopieringKod>(
      'KOPIERING_SKILJER',
      `Kopian är inte som källan: ${kopians.antal} händelser av ${klara}, innehåll ${kopians.digest} mot ${kallans}.`,
      { falt: '--till', forvantat: 'ett lager som inget annat skriver i' },
    );
  return { handelser: klara, nya: klara - fanns, digest: kallans };
}

/** What stands in the copy already is what the source begins with. */
async function kravSammaBorjan(
  fran: Kopieringskalla,
  till: Kopierbart,
  fanns: number,
  digest: Hash,
): Promise<void> {
  const kallan = lagradeHandelser(fran, 0);
  try {
    for await (const kopierad of lagradeHandelser(till, 0)) {
      if (kopierad.ordinal > fanns) return;
      const nasta = await kallan.next();
      if (nasta.done === true || !isDeepStrictEqual(nasta.value, kopierad))
        throw new DomanFel<KopieringKod>(
          'KOPIERING_ANNAN_HISTORIA',
          `Lagret som ska kopieras till har redan något annat: händelse ${kopierad.ordinal} i ${kopierad.stream} är inte som i källan.`,
          {
            falt: '--till',
            forvantat: 'ett tomt lager, eller ett som en avbruten kopiering har börjat fylla',
          },
        );
      tillDigest(digest, kopierad);
    }
  } finally {
    await kallan.return(undefined);
  }
}

async function digestAv(lager: Kopieringskalla): Promise<{ antal: number; digest: string }> {
  const digest = createHash('sha256');
  let antal = 0;
  for await (const handelse of lagradeHandelser(lager, 0)) {
    tillDigest(digest, handelse);
    antal++;
  }
  return { antal, digest: digest.digest('hex') };
}
