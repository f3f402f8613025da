import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Journal, Kvitto } from './journal.js';
import { vantad, type Kommando, type Vantad } from './kommandon.js';

/** An event as it stands in the store, read past the program. */
export interface Lagrad {
  readonly ordinal: number;
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly typ: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What the programs write unasked, each as a command of its own: forecasts, and a series before its first voucher. */
const EGNA = new Set(['PrognosBeraknad', 'SerieUpplagd']);

/**
 * What in the store contradicts what the clients know; nothing when all is well. Every command that was acknowledged
 * stands there once, whole, where its receipt says; what was not is there whole or not at all; nothing else is there but
 * what the programs write by themselves; the order has no gaps, nor have streams and vouchers.
 */
export function granska(journal: Journal, lagrade: readonly Lagrad[]): string[] {
  const iOrdning = lagrade.toSorted((a, b) => a.ordinal - b.ordinal);
  return [
    ...journal.oriktiga,
    ...ordningen(iOrdning),
    ...strommarna(iOrdning),
    ...kommandona(journal, iOrdning),
    ...verifikationerna(iOrdning),
    ...serierna(iOrdning),
    ...prognoserna(iOrdning),
  ];
}

function ordningen(lagrade: readonly Lagrad[]): string[] {
  const fel = lagrade.flatMap(({ ordinal }, i) =>
    ordinal === i + 1 ? [] : [`händelse ${i + 1} i ordningen har ordinal ${ordinal}`],
  );
  const ider = new Set(lagrade.map((h) => h.id));
  if (ider.size !== lagrade.length) fel.push(`${lagrade.length - ider.size} händelser har en annans id`);
  return fel.slice(0, 5);
}

function strommarna(lagrade: readonly Lagrad[]): string[] {
  const fel: string[] = [];
  for (const [stream, rader] of perNyckel(lagrade, (h) => h.stream))
    rader.forEach(({ revision, ordinal }, i) => {
      if (revision !== i) fel.push(`${stream}: revision ${revision} vid ordinal ${ordinal}, inte ${i}`);
    });
  return fel;
}

function kommandona(journal: Journal, lagrade: readonly Lagrad[]): string[] {
  const perKommando = perNyckel(lagrade, (h) => String(h.metadata['kommandoId']));
  const fel: string[] = [];
  const egna = lagrade.filter((h) => !journal.skickade.has(String(h.metadata['kommandoId'])));
  for (const [nyckel, handelser] of perNyckel(egna, (h) => `${h.stream} ${String(h.metadata['kommandoId'])}`))
    fel.push(...ingensKommando(nyckel, handelser));
  for (const [nyckel, kommando] of journal.skickade)
    fel.push(...ettKommando(kommando, journal.kvitton.get(nyckel) ?? [], perKommando.get(nyckel) ?? []));
  for (const { nyckel, status, kod } of journal.nekade)
    fel.push(`${nyckel} nekades: ${status} ${kod}${perKommando.has(nyckel) ? ', men är lagrat' : ''}`);
  return fel;
}

function ingensKommando(nyckel: string, handelser: readonly Lagrad[]): string[] {
  if (handelser.length === 1 && handelser.every((h) => EGNA.has(h.typ))) return [];
  return [`${nyckel} har ingen skickat: ${handelser.map((h) => `${h.typ} ${h.ordinal}`).join(', ')}`];
}

function ettKommando(
  { nyckel, vantat }: Kommando,
  kvitton: readonly Kvitto[],
  handelser: readonly Lagrad[],
): string[] {
  if (handelser.length === 0) return kvitton.length === 0 ? [] : [`${nyckel} är kvitterat men inte lagrat`];
  const fel: string[] = [];
  const finns = handelser.map(somVantad);
  if (!lika(finns, vantat))
    fel.push(
      `${nyckel}: lagrat är ${finns.map((h) => `${h.typ} ${h.data}`).join(' + ')}, inte ` +
        vantat.map((h) => `${h.typ} ${h.data}`).join(' + '),
    );
  const [forsta] = handelser;
  const sista = handelser.at(-1);
  if (!forsta || !sista) return fel;
  if (sista.ordinal - forsta.ordinal !== handelser.length - 1)
    fel.push(`${nyckel}: delat i ordningen, ${forsta.ordinal}–${sista.ordinal}`);
  for (const kvitto of kvitton)
    if (
      kvitto.stream !== sista.stream ||
      kvitto.revision !== sista.revision ||
      kvitto.ordinal !== sista.ordinal
    )
      fel.push(
        `${nyckel}: kvittot säger ${kvitto.stream}/${kvitto.revision} vid ${kvitto.ordinal}, ` +
          `lagrat är ${sista.stream}/${sista.revision} vid ${sista.ordinal}`,
      );
  const forstagangs = kvitton.filter((k) => !k.upprepad).length;
  if (forstagangs > 1) fel.push(`${nyckel}: ${forstagangs} kvitton säger att det utfördes då`);
  return fel;
}

const lika = (a: readonly Vantad[], b: readonly Vantad[]): boolean => kanoniskJson(a) === kanoniskJson(b);

function somVantad({ typ, data }: Lagrad): Vantad {
  const { nummer: _, ...resten } = data;
  return vantad(typ, resten);
}

interface Verifikation {
  readonly nummer: number;
  readonly rader: readonly { readonly beloppOre: number }[];
}

function verifikationerna(lagrade: readonly Lagrad[]): string[] {
  const fel: string[] = [];
  const verifikationer = lagrade.filter((h) => h.typ === 'VerifikationBokford');
  for (const [stream, serie] of perNyckel(verifikationer, (h) => h.stream))
    serie.forEach(({ data }, i) => {
      const { nummer, rader } = data as unknown as Verifikation;
      if (nummer !== i + 1) fel.push(`${stream}: verifikation ${nummer} där ${i + 1} skulle stå`);
      const summa = rader.reduce((s, r) => s + r.beloppOre, 0);
      if (summa !== 0) fel.push(`${stream}: verifikation ${nummer} skiljer ${summa} öre`);
    });
  return fel;
}

/** A series is known before its first voucher: a closing of the year reaches all there are. */
function serierna(lagrade: readonly Lagrad[]): string[] {
  const upplagda = new Set<string>();
  const fel = new Set<string>();
  for (const { typ, data } of lagrade) {
    const serie = `${String(data['forbund'])} ${String(data['ar'])} ${String(data['serie'])}`;
    if (typ === 'SerieUpplagd') upplagda.add(serie);
    if (typ === 'VerifikationBokford' && !upplagda.has(serie)) fel.add(`serien ${serie} är inte upplagd`);
  }
  return [...fel];
}

/** A forecast rests on events before it, and on no fewer than the one before it. */
function prognoserna(lagrade: readonly Lagrad[]): string[] {
  const senast = new Map<string, number>();
  return lagrade
    .filter((h) => h.typ === 'PrognosBeraknad')
    .flatMap(({ stream, ordinal, data }) => {
      const underlag = Number(data['underlagOrdinal']);
      const fore = senast.get(stream) ?? 0;
      senast.set(stream, underlag);
      return underlag < ordinal && underlag >= fore
        ? []
        : [`${stream}: prognosen vid ${ordinal} vilar på ${underlag}, den före på ${fore}`];
    });
}

function perNyckel<T>(lista: readonly T[], nyckel: (t: T) => string): Map<string, T[]> {
  const ut = new Map<string, T[]>();
  for (const t of lista) {
    const grupp = ut.get(nyckel(t));
    if (grupp) grupp.push(t);
    else ut.set(nyckel(t), [t]);
  }
  return ut;
}
