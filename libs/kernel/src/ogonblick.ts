import { arDatum, dagenEfter, datum, type Datum } from './datum.js';

const ZON = 'Europe/Stockholm';

const DELAR = new Intl.DateTimeFormat('sv-SE', {
  timeZone: ZON,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** How far ahead of UTC the clocks of Stockholm are at a moment, in milliseconds. */
function forskjutning(moment: number): number {
  const d = Object.fromEntries(DELAR.formatToParts(moment).map((p) => [p.type, Number(p.value)]));
  const lokal = Date.UTC(
    d['year'] ?? 0,
    (d['month'] ?? 1) - 1,
    d['day'],
    d['hour'],
    d['minute'],
    d['second'],
  );
  return lokal - Math.floor(moment / 1000) * 1000;
}

/** The day that a moment falls on in Sweden. */
export const svenskDag = (moment: Date): Datum =>
  datum(new Date(moment.getTime() + forskjutning(moment.getTime())).toISOString().slice(0, 10));

function lokalTid(text: string): Date {
  const somUtc = Date.parse(`${text}Z`);
  const forsta = somUtc - forskjutning(somUtc);
  // The clocks may change between the guess and the moment itself.
  return new Date(somUtc - forskjutning(forsta));
}

/**
 * A time of recording as people write it → a moment. Without zone it is Swedish time; a day alone means its last
 * millisecond. Undefined when it is not understood.
 */
export function ogonblick(text: string): Date | undefined {
  if (arDatum(text)) return new Date(lokalTid(`${dagenEfter(text)}T00:00:00`).getTime() - 1);
  const m = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/.exec(
    text,
  );
  const dag: string = m?.[1] ?? '';
  if (!m || !arDatum(dag) || Number(m[2]) > 23 || Number(m[3]) > 59 || Number(m[4] ?? 0) > 59)
    return undefined;
  const tid = `${dag satisfies Datum}T${m[2] ?? ''}:${m[3] ?? ''}:${m[4] ?? '00'}${m[5] ?? ''}`;
  return m[6] === undefined ? lokalTid(tid) : new Date(`${tid}${m[6]}`);
}
