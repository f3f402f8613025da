import { setTimeout as vanta } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startaBarn, type Barnprocess } from '../databas/barnprocess.js';
import type { Mal } from './plan.js';

/** Until a program is started again: as whoever watches over it would, and a little at random. */
const LANGSTA_PAUS_MS = 400;
const KOLL_MS = 20;
/** A start on a machine that does much else, and with a database that is away meanwhile. */
const LANGSTA_START_MS = 120_000;

const programfil = (program: string, byggt: boolean): string =>
  fileURLToPath(
    new URL(`../../${byggt ? 'dist/' : ''}apps/${program}/src/main.${byggt ? 'js' : 'ts'}`, import.meta.url),
  );

/** One of the programs, started again whenever it ends, whoever ended it. */
export class Vakt {
  #barn: Barnprocess | undefined;
  #dodadeVi = false;
  #varv: Promise<void> | undefined;
  #slut = false;
  /** What it has said on standard error in all its lives. */
  logg = '';
  /** Times that it ended by itself after it had answered: a fault in it. */
  readonly avbrott: string[] = [];

  constructor(
    readonly mal: Mal,
    private readonly miljo: Readonly<Record<string, string>>,
    private readonly byggt: boolean,
    private readonly slump: { heltal(minst: number, hogst: number): number },
  ) {}

  get namn(): string {
    return `${this.mal.program} ${this.mal.nr + 1}`;
  }

  starta(): void {
    this.#varv = this.#haIgang();
  }

  /** Where it answers, when it is up. A refused start says that nobody answers at an address. */
  get adress(): string | undefined {
    return /svarar på (http\S+)/.exec(this.#barn?.felutskrift() ?? '')?.[1];
  }

  /** @throws Error when it does not come up */
  async svarar(): Promise<void> {
    for (const sedan = Date.now(); this.adress === undefined;) {
      if (Date.now() - sedan > LANGSTA_START_MS)
        throw new Error(`${this.namn} startar inte: ${this.#barn?.felutskrift() ?? ''}`);
      await vanta(KOLL_MS);
    }
  }

  doda(): void {
    this.#dodadeVi = true;
    this.#barn?.doda('SIGKILL');
  }

  hang(): void {
    this.#barn?.doda('SIGSTOP');
  }

  fortsatt(): void {
    this.#barn?.doda('SIGCONT');
  }

  /** In good order, for the last time. @returns exit code, or the signal that was needed */
  async stoppa(hogstMs: number): Promise<number | string> {
    this.#slut = true;
    const barn = this.#barn;
    barn?.doda('SIGTERM');
    const klocka = setTimeout(() => barn?.doda('SIGKILL'), hogstMs);
    const kod = (await barn?.slut) ?? 'aldrig startad';
    clearTimeout(klocka);
    await this.#varv;
    return kod;
  }

  /** Whatever it is doing. */
  async kasta(): Promise<void> {
    this.#slut = true;
    this.#barn?.doda('SIGKILL');
    await this.#varv;
  }

  async #haIgang(): Promise<void> {
    while (!this.#stoppas()) {
      this.#dodadeVi = false;
      const barn = startaBarn(programfil(this.mal.program, this.byggt), [], this.miljo);
      this.#barn = barn;
      const kod = await barn.slut;
      this.logg += barn.felutskrift();
      if (!this.#vantat() && this.adress !== undefined)
        this.avbrott.push(`${this.namn} slutade av sig självt (${kod}): ${barn.felutskrift().slice(-500)}`);
      if (!this.#stoppas()) await vanta(this.slump.heltal(0, LANGSTA_PAUS_MS));
    }
  }

  #stoppas(): boolean {
    return this.#slut;
  }

  #vantat(): boolean {
    return this.#slut || this.#dodadeVi;
  }
}
