import { setTimeout as vanta } from 'node:timers/promises';
import { Slump } from '#apps/ops/src/generera/slump.js';
import type { Journal, Kvitto } from './journal.js';
import { forberedelser, FORBUND, type Kommando, type Kommandokalla } from './kommandon.js';

/** Where the apis answer just now. */
export type Adresser = () => readonly string[];

/** Longer than an api waits for a read model. */
const SVARSTID_MS = 40_000;
const NYTT_FORSOK_MS = 100;
/** A command that nobody has taken by then is given up, and the run with it. */
const LANGSTA_MS = 180_000;
const LANGSTA_PAUS_MS = 120;
/** Of a hundred: sent to two apis at once · sent again when acknowledged · its key used for something else. */
const SAMTIDIGT = 10;
const IGEN = 15;
const ANNAT = 5;

type Utfall =
  | { readonly slag: 'kvitto'; readonly kvitto: Kvitto }
  | { readonly slag: 'inget' }
  | { readonly slag: 'nej'; readonly status: number; readonly kod: string };

/** One that posts commands, one at a time, and sends each again under the same key until it is answered. */
export class Klient {
  readonly #slump: Slump;

  constructor(
    namn: string,
    private readonly fro: number,
    private readonly journal: Journal,
    private readonly adresser: Adresser,
  ) {
    this.#slump = new Slump('kaos', fro, namn);
  }

  async arbeta(kalla: Kommandokalla, slut: AbortSignal): Promise<void> {
    while (!slut.aborted) {
      await this.utfor(kalla.nasta());
      await vanta(this.#slump.heltal(0, LANGSTA_PAUS_MS));
    }
  }

  async forbered(): Promise<void> {
    for (const kommando of forberedelser()) await this.utfor(kommando);
  }

  /** @throws Error when nobody answers in a long time */
  async utfor(kommando: Kommando): Promise<void> {
    this.journal.skickade.set(kommando.nyckel, kommando);
    for (const sedan = Date.now(); !(await this.#forsok(kommando));) {
      if (Date.now() - sedan > LANGSTA_MS)
        throw new Error(`${kommando.nyckel} har inte fått svar på ${LANGSTA_MS} ms (frö ${this.fro})`);
      await vanta(NYTT_FORSOK_MS);
    }
    if (!this.journal.kvitton.has(kommando.nyckel)) return;
    if (this.#slump.heltal(1, 100) <= IGEN) {
      this.journal.upprepade++;
      await this.#forsok(kommando);
    }
    if (this.#slump.heltal(1, 100) <= ANNAT) await this.#medAnnanKropp(kommando);
  }

  /** True when there was an answer. */
  async #forsok(kommando: Kommando): Promise<boolean> {
    const adresser = this.adresser();
    const forsta = adresser.length > 0 ? this.#slump.valj(adresser) : undefined;
    if (forsta === undefined) return false;
    const till = this.#slump.heltal(1, 100) <= SAMTIDIGT ? [forsta, this.#slump.valj(adresser)] : [forsta];
    const utfall = await Promise.all(till.map((adress) => skicka(adress, kommando)));
    for (const u of utfall) {
      if (u.slag === 'kvitto') this.journal.kvittera(kommando.nyckel, u.kvitto);
      if (u.slag === 'nej')
        this.journal.nekade.push({ nyckel: kommando.nyckel, status: u.status, kod: u.kod });
    }
    const besvarat = utfall.some((u) => u.slag !== 'inget');
    if (!besvarat) this.journal.omskick++;
    return besvarat;
  }

  async #medAnnanKropp(kommando: Kommando): Promise<void> {
    const [adress] = this.adresser();
    if (adress === undefined || !('text' in kommando.kropp)) return;
    const utfall = await skicka(adress, { ...kommando, kropp: { ...kommando.kropp, text: 'En annan' } });
    if (utfall.slag === 'inget' || (utfall.slag === 'nej' && utfall.kod === 'COMMAND_REUSED')) return;
    this.journal.oriktiga.push(`${kommando.nyckel} med annan kropp gav ${JSON.stringify(utfall)}`);
  }
}

async function skicka(adress: string, { nyckel, adress: vag, kropp }: Kommando): Promise<Utfall> {
  try {
    const svar = await fetch(`${adress}${vag}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': nyckel },
      body: JSON.stringify(kropp),
      signal: AbortSignal.timeout(SVARSTID_MS),
    });
    const json = (await svar.json()) as Record<string, unknown>;
    if (svar.ok) return { slag: 'kvitto', kvitto: json as unknown as Kvitto };
    return arOvergaende(svar.status, json)
      ? { slag: 'inget' }
      : { slag: 'nej', status: svar.status, kod: String(json['code']) };
  } catch {
    // The api was killed or hangs: whether it stored the command the next attempt tells.
    return { slag: 'inget' };
  }
}

/** As the API's documentation tells its callers: not now, or others were ahead so many times; the same again. */
const arOvergaende = (status: number, { code }: Record<string, unknown>): boolean =>
  status === 503 || code === 'WRONG_EXPECTED_REVISION';

/** Asks for reports: whatever somebody has been told is stored must be in the answer to a later question. */
export async function las(
  journal: Journal,
  adresser: Adresser,
  fro: number,
  slut: AbortSignal,
): Promise<void> {
  const slump = new Slump('kaos', fro, 'läsaren');
  while (!slut.aborted) {
    await vanta(slump.heltal(100, 600));
    const [adress] = adresser();
    const fragan = `/api/v1/rapporter/budgetuppfoljning?omfattning=${slump.valj(FORBUND)}&per=2024-12-31`;
    const kant = journal.hogsta;
    const svar = adress === undefined ? undefined : await hamta(`${adress}${fragan}`);
    if (svar === undefined || svar.status === 503) continue;
    const ordinal = svar.json.underlag?.ordinal ?? -1;
    if (svar.status !== 200) journal.oriktiga.push(`${fragan} gav ${svar.status} ${svar.json.code ?? ''}`);
    else if (ordinal < kant)
      journal.oriktiga.push(`${fragan} vilar på ${ordinal}, fast ${kant} var kvitterat när den ställdes`);
  }
}

interface Rapportsvar {
  readonly code?: string;
  readonly underlag?: { readonly ordinal?: number };
}

async function hamta(adress: string): Promise<{ status: number; json: Rapportsvar } | undefined> {
  try {
    const svar = await fetch(adress, { signal: AbortSignal.timeout(SVARSTID_MS) });
    return { status: svar.status, json: (await svar.json()) as Rapportsvar };
  } catch {
    return undefined;
  }
}
