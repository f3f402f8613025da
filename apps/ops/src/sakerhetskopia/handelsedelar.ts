import { gunzipSync, gzipSync } from 'node:zlib';
import type { Kopieringskalla, LagradHandelse } from '#event-store/kopierbart.js';
import type { Kopiefil } from './kopiefil.js';

/** Events of a part: what one statement writes when it is restored. */
const MAX_HANDELSER = 1_000;
/** And their text, so that a part fits memory whatever they hold. */
const MAX_TECKEN = 8 * 1024 * 1024;

const MAPP = 'handelser/';
const SIFFROR = 12;
const delnamn = (forsta: number): string => `${MAPP}${String(forsta).padStart(SIFFROR, '0')}.ndjson.gz`;

interface Del {
  readonly namn: string;
  readonly innehall: Buffer;
  readonly antal: number;
}

/** A line an event, gzip, the parts named after their first ordinal. Data and metadata are text: their bytes are kept. */
export async function* somDelar(handelser: AsyncIterable<LagradHandelse>): AsyncGenerator<Del> {
  let rader: string[] = [];
  let [forsta, tecken] = [0, 0];
  const del = (): Del => {
    const klar = { namn: delnamn(forsta), innehall: gzipSync(rader.join('')), antal: rader.length };
    [rader, tecken] = [[], 0];
    return klar;
  };
  for await (const handelse of handelser) {
    if (rader.length === 0) forsta = handelse.ordinal;
    const rad = `${JSON.stringify(handelse)}\n`;
    rader.push(rad);
    tecken += rad.length;
    if (rader.length === MAX_HANDELSER || tecken >= MAX_TECKEN) yield del();
  }
  if (rader.length > 0) yield del();
}

/** The events of a backup, a part at a time in memory. */
export class Kopieradehandelser implements Kopieringskalla {
  readonly #borjar: readonly { readonly namn: string; readonly forsta: number }[];
  #oppen: { readonly namn: string; readonly handelser: readonly LagradHandelse[] } | undefined;

  constructor(
    private readonly kopia: Kopiefil,
    private readonly sista: number,
  ) {
    this.#borjar = kopia.namn
      .filter((namn) => namn.startsWith(MAPP))
      .map((namn) => ({ namn, forsta: Number(namn.slice(MAPP.length, MAPP.length + SIFFROR)) }));
  }

  sistaOrdinal(): Promise<number> {
    return Promise.resolve(this.sista);
  }

  async lasLagrat(efter: number, max: number): Promise<readonly LagradHandelse[]> {
    const sida: LagradHandelse[] = [];
    while (sida.length < max && efter + sida.length < this.sista) {
      const nasta = efter + sida.length + 1;
      const handelser = await this.#delenMed(nasta);
      const fran = handelser.findIndex((h) => h.ordinal === nasta);
      if (fran < 0) return sida;
      sida.push(...handelser.slice(fran, fran + max - sida.length));
    }
    return sida;
  }

  async #delenMed(ordinal: number): Promise<readonly LagradHandelse[]> {
    const namn = this.#borjar.findLast(({ forsta }) => forsta <= ordinal)?.namn;
    if (namn === undefined) return [];
    if (this.#oppen?.namn !== namn) {
      const rader = gunzipSync(await this.kopia.las(namn))
        .toString('utf8')
        .trimEnd()
        .split('\n');
      this.#oppen = { namn, handelser: rader.map((rad) => JSON.parse(rad) as LagradHandelse) };
    }
    return this.#oppen.handelser;
  }
}
