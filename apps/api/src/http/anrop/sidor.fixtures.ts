import type { Klient } from '../klient.fixtures.js';

/** More pages than any example has: a cursor that does not move would go on for ever. */
const MAX_SIDOR = 1_000;

type Listor = Readonly<Record<string, readonly unknown[]>>;

const listorna = (json: Readonly<Record<string, unknown>>): Listor =>
  Object.fromEntries(Object.entries(json).filter((par): par is [string, unknown[]] => Array.isArray(par[1])));

const lika = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * A list row by row against the same list at once.
 * @param max the largest page of the route
 * @returns what is wrong with it; undefined when each row comes once, in order, and nothing after the last one
 */
export async function radForRad(klient: Klient, adress: string, max: number): Promise<string | undefined> {
  const sida = async (mer: Record<string, string>) => {
    const [sokvag = '', fraga = ''] = adress.split('?');
    const alla = new URLSearchParams({ ...Object.fromEntries(new URLSearchParams(fraga)), ...mer });
    return (await klient.hamta(`${sokvag}?${alla.toString()}`)).json;
  };
  const hela = await sida({ max: String(max) });
  if (hela['nasta'] !== null) return 'nasta på den enda sidan';
  const sidor: Listor[] = [];
  for (let efter: string | undefined, n = 0; ; n++) {
    if (n > MAX_SIDOR) return 'slutar aldrig';
    const json = await sida({ max: '1', ...(efter === undefined ? {} : { efter }) });
    sidor.push(listorna(json));
    if (json['nasta'] === null) break;
    efter = `${json['nasta'] as string | number}`;
  }
  // What is not paged stands whole beside the page, the same on each.
  const sidvis = Object.entries(listorna(hela)).filter(
    ([namn, alla]) => !sidor.every((s) => lika(s[namn], alla)),
  );
  for (const [namn, alla] of sidvis) {
    if (sidor.some((s) => (s[namn] ?? []).length > 1)) return `${namn}: mer än en rad på sidan`;
    if (
      !lika(
        sidor.flatMap((s) => s[namn] ?? []),
        alla,
      )
    )
      return `${namn}: andra rader än på en enda sida`;
  }
  return undefined;
}
