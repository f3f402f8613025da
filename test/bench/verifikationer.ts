import { randomUUID } from 'node:crypto';
import { bokforingStream, type VerifikationBokford, type Verifikationsrad } from '#bokforing/public.js';
import { indatahash } from '#event-store/kommandon.js';
import type { EventStore, Handelsemetadata } from '#event-store/event-store.js';
import { arFor, dagarIManad, datum, type Datum } from '#kernel/datum.js';

export const FORBUND = ['vasteras', 'sala', 'norra', 'sodra', 'ostra', 'mellersta', 'kusten', 'malardalen'];
const INSATSER = [
  'spira',
  'vagen-vidare',
  'ung-framtid',
  'arena',
  'steget',
  'gemensam-ingang',
  'samverkan',
  'rmgt',
];
const KONTON = ['4010', '5010', '5800', '6110', '7010', '7510'];
export const AR = [2022, 2023, 2024];
export const BANKKONTO = '1930';
const MOMSKONTO = '1650';
export const BIDRAGSKONTO = '3510';
const MELLAN_BIDRAG = 25;
const TEXTER = [
  'Lön samordnare',
  'Hyra lokaler',
  'Faktura arbetsmarknadsinsats',
  'Kostnadsersättning kommun',
  'Utbildning',
];
const DAGENS_SLUTTAL = 28;

const valj = <T>(lista: readonly T[], n: number): T => lista[n % lista.length] as T;

/** Days go forth through the years, with late vouchers among them: as a year is booked, and the next. */
function dag(n: number, antal: number): Datum {
  const manader = AR.length * 12;
  const plats = Math.min(manader - 1, Math.floor((n / antal) * manader) + (n % 7 === 0 ? 0 : n % 2));
  const ar = AR[Math.floor(plats / 12)] ?? 2024;
  const manad = (plats % 12) + 1;
  const d = (n % Math.min(DAGENS_SLUTTAL, dagarIManad(ar, manad))) + 1;
  return datum(`${ar}-${String(manad).padStart(2, '0')}-${String(d).padStart(2, '0')}`);
}

/** Knuth's multiplicative hash: scatters insatser and konton over förbund and months, the same in every run. */
const stro = (n: number): number => Math.imul(n + 1, 2_654_435_761) >>> 0;

/** The konteringar that vouchers are booked on: two konton for each insats. */
export const KONTERINGAR = INSATSER.flatMap((insats, i) =>
  [0, 1].map((k) => ({ konto: valj(KONTON, 2 * i + k), insats })),
);

/** A contribution now and then; else a cost from the bank, in every other voucher with its moms. */
function raderna(n: number): Verifikationsrad[] {
  const belopp = BigInt(10_000 + ((n * 7_919) % 4_000_000));
  if (n % MELLAN_BIDRAG === 0)
    return [
      { konto: BANKKONTO, beloppOre: belopp },
      { konto: BIDRAGSKONTO, beloppOre: -belopp },
    ];
  const kontering = valj(KONTERINGAR, stro(n) >>> 16);
  const moms = n % 2 === 0 ? 0n : belopp / 5n;
  return [
    { ...kontering, beloppOre: belopp - moms },
    ...(moms === 0n ? [] : [{ konto: MOMSKONTO, beloppOre: moms }]),
    { konto: BANKKONTO, beloppOre: -belopp },
  ];
}

/** Deterministic: voucher `n` of `antal` is the same in every run. Numbers are unique within förbund, year and series. */
export function verifikation(n: number, antal: number): VerifikationBokford {
  const d = dag(n, antal);
  return {
    typ: 'VerifikationBokford',
    data: {
      forbund: valj(FORBUND, n),
      ar: arFor(d),
      serie: 'a',
      nummer: n + 1,
      datum: d,
      text: `${valj(TEXTER, n)} ${d.slice(0, 7)}, underlag ${n + 1}`,
      rader: raderna(n),
    },
  };
}

/** As `Kommandon` makes it, the hash of the command's canonical JSON included. */
export const metadataFor = (handelser: readonly VerifikationBokford[]): Handelsemetadata => ({
  kommandoId: randomUUID(),
  vem: 'bank',
  skal: { slag: 'anteckning', text: 'uppmätt' },
  forbund: [handelser[0]?.data.forbund ?? ''],
  indatahash: indatahash({ typ: 'BokforVerifikation', data: handelser.map((h) => h.data) }),
});

/** Past this a group is split. */
const PER_APPEND = 1_000;

/** Vouchers straight into the store, each on its förbund's stream of the year, without deciding; numbered one by one there. */
export async function bokforManga(store: EventStore, antal: number): Promise<void> {
  const numrerade = new Map<string, number>();
  for (let fran = 0; fran < antal; fran += PER_APPEND * FORBUND.length) {
    const perStrom = new Map<string, VerifikationBokford[]>();
    for (let n = fran; n < Math.min(antal, fran + PER_APPEND * FORBUND.length); n++) {
      const v = verifikation(n, antal);
      const strom = bokforingStream(v.data.forbund, v.data.ar, v.data.serie);
      const nummer = (numrerade.get(strom) ?? 0) + 1;
      numrerade.set(strom, nummer);
      const lista = perStrom.get(strom) ?? [];
      perStrom.set(strom, lista);
      lista.push({ ...v, data: { ...v.data, nummer } });
    }
    await Promise.all(
      [...perStrom].map(([strom, h]) =>
        store.append(strom, h, { expected: 'any', metadata: metadataFor(h) }),
      ),
    );
  }
}
