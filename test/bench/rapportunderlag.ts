import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import {
  kontoplanStream,
  type KontoplanHandelse,
  type KontoUpplagt,
  type PostUpplagd,
} from '#bokforing/public.js';
import { budgetStream, type BudgetHandelse } from '#budget/public.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { forbundStream, gruppStream, type ForbundRegistrerat, type GruppBildad } from '#forbund/public.js';
import { arsStart, datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { PostId } from '#kernel/poster.js';
import { harledningensLasmodeller, RAPPORTER } from '#rapport/public.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { AR, BIDRAGSKONTO, bokforManga, FORBUND, KONTERINGAR } from './verifikationer.js';

export const GRUPP = 'lanet';
const RADBUDGET_ORE = -150_000_000n;
const PROGNOS_AVSER = 2022;

export interface Liggare {
  readonly store: PostgresEventStore;
  readonly readStore: ReadStore;
  readonly url: string;
  /** The last ordinal. */
  readonly ordinal: number;
  /** Rows of the ledger. */
  readonly rader: number;
}

const POSTER: readonly { post: PostId; kontering: { konto: string; insats?: string }; rad: string }[] = [
  { post: 'intakt:bidrag', kontering: { konto: BIDRAGSKONTO }, rad: 'Bidrag från huvudmännen' },
  ...KONTERINGAR.map((kontering) => ({
    post: `kostnad:${kontering.insats}-${kontering.konto}` satisfies PostId,
    kontering,
    rad: `${kontering.insats} ${kontering.konto}`,
  })),
];

function kontoplan(forbund: string): KontoplanHandelse[] {
  const konton = [...new Set(POSTER.map((p) => p.kontering.konto))];
  return [
    ...konton.map((konto): KontoUpplagt => ({
      typ: 'KontoUpplagt',
      data: { forbund, konto, namn: `Konto ${konto}` },
    })),
    ...POSTER.map((p): PostUpplagd => ({ typ: 'PostUpplagd', data: { forbund, grupp: 'individ', ...p } })),
  ];
}

function plan(forbund: string, ar: number): BudgetHandelse[] {
  const rader = POSTER.map(({ post }) => ({
    post,
    beloppOre: post.startsWith('intakt') ? -16n * RADBUDGET_ORE : RADBUDGET_ORE,
  }));
  const stod = { slag: 'dokument', dokument: 'uppmätt' } as const;
  const budget: BudgetHandelse = {
    typ: 'BudgetFaststalld',
    data: { forbund, ar, rader, stod, den: arsStart(ar) },
  };
  const avser = datum(`${PROGNOS_AVSER}-04-30`);
  return ar === PROGNOS_AVSER
    ? [budget, { typ: 'PrognosFaststalld', data: { forbund, ar, rader, stod, avser } }]
    : [budget];
}

async function register(store: PostgresEventStore): Promise<void> {
  let nummer = 0;
  const lagg = async (strom: string, handelser: readonly Event[]): Promise<void> => {
    const metadata = {
      ...{ kommandoId: `register-${++nummer}`, vem: 'bank', forbund: FORBUND, indatahash: '0'.repeat(64) },
      skal: { slag: 'anteckning', text: 'uppmätt' } as const,
    };
    await store.append(strom, handelser, { expected: 'none', metadata });
  };
  for (const forbund of FORBUND) {
    const registrerat: ForbundRegistrerat = {
      typ: 'ForbundRegistrerat',
      data: { forbund, namn: forbund, ersatter: [] },
    };
    await lagg(forbundStream(forbund), [registrerat]);
    await lagg(kontoplanStream(forbund), kontoplan(forbund));
    for (const ar of AR) await lagg(budgetStream(forbund, ar), plan(forbund, ar));
  }
  const ingar = FORBUND.map((forbund) => ({ forbund }));
  const bildad: GruppBildad = { typ: 'GruppBildad', data: { grupp: GRUPP, namn: 'Länet', ingar } };
  await lagg(gruppStream(GRUPP), [bildad]);
}

/** Register, plans and so many vouchers, in every read model that a report reads. */
export async function byggLiggare(url: string, verifikationer: number): Promise<Liggare> {
  const store = await PostgresEventStore.open({ url });
  const readStore = await ReadStore.open({ url });
  const lasta = new Set(RAPPORTER.flatMap(harledningensLasmodeller));
  const projektor = new Projektor(
    store,
    readStore,
    allaProjektioner().filter((p) => lasta.has(p.namn)),
  );
  await register(store);
  await bokforManga(store, verifikationer);
  await projektor.kommIkapp();
  await projektor.stopp();
  const { ordinal } = await store.head();
  // What autovacuum does within a minute.
  await readStore.sql`vacuum analyze`;
  const [{ rader } = { rader: 0n }] = await readStore.sql<
    { rader: bigint }[]
  >`select count(*) as rader from huvudbok.rad`;
  return { store, readStore, url, ordinal, rader: Number(rader) };
}
