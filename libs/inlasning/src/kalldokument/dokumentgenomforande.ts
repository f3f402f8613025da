import {
  UtforBeslutskommando,
  UtforSammantradeskommando,
  beslutDecider,
  beslutStream,
  sammantradeDecider,
  sammantradeStream,
} from '#beslut/public.js';
import {
  UtforBokforingskommando,
  UtforKompletteraKontoplan,
  bokforingStream,
  kontoplanDecider,
  kontoplanStream,
  type BokforingKommando,
  type KontoplanState,
} from '#bokforing/public.js';
import { UtforBudgetkommando, budgetDecider, budgetStream } from '#budget/public.js';
import { EventStoreError } from '#event-store/event-store.js';
import type { Kommandon } from '#event-store/kommandon.js';
import { UtforInsatskommando, insatsDecider, insatsStream } from '#insats/public.js';
import { arDomanFel, DomanFel } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { registreraForbund } from '../forbundsregister/registrera-forbund.js';
import { inlasningDecider, inlasningStream } from './domain/inlasning.decider.js';
import type { Kalldokument } from './domain/kalldokument.js';
import { forbundsmal, type Forbundsmal } from './domain/mal.js';
import { taIsar, type Dokumentstruktur } from './domain/struktur.js';
import type { Kalldokumentarkiv } from './kalldokumentarkiv.js';
import { bokfortFold, SERIE } from './planering/bokfort.js';
import type { Konteringsregelbok } from './planering/konteringsregelbok.js';
import { arIMal, planeraBokforing, planeraBudget, planeraKontoplan } from './planering/plan.js';
import { dokumentetsBeslut, dokumentetsInsatser, dokumentetsSammantraden } from './planering/register.js';
import { registreraFinansiering } from './registrera-finansiering.js';
import { registreraInsatsfakta } from './registrera-insatsfakta.js';
import { registreraStyrelse } from './registrera-styrelse.js';
import { tolkaKalldokument } from './tolkning.js';
import type { Utforare } from './utforare.js';

/** Told as the work goes on, for people who wait. */
export type Framsteg = (text: string) => void;

/** Another process that loads the same document can be ahead of our plan: plan again on what is true now. */
const MAX_PLANERINGAR = 5;

/** All that a document becomes, in parts that can each be repeated: on the streams themselves, or on trial. */
export class Dokumentgenomforande {
  constructor(
    private readonly kommandon: Pick<Kommandon, 'las'>,
    private readonly utforare: Utforare,
    private readonly arkiv: Kalldokumentarkiv,
    private readonly regelbok: Konteringsregelbok,
  ) {}

  async genomfor(dokument: Kalldokument, framsteg?: Framsteg): Promise<void> {
    await registreraForbund(dokument.forbund, this.kommandon, this.utforare);
    await this.#registrera(dokument);
    await registreraStyrelse(dokument, this.kommandon, this.utforare, framsteg);
    await this.#bokforMal(dokument);
  }

  /** Beslut, sammanträden and insatser that are not yet in their registers. */
  async #registrera(dokument: Kalldokument): Promise<void> {
    const forbund = dokument.forbund.nyckel;
    for (const data of dokumentetsBeslut(dokument))
      if (!(await this.kommandon.las(beslutStream(forbund, data.beslut), beslutDecider)).state.finns)
        await this.utforare.utfor((k) => new UtforBeslutskommando({ typ: 'FattaBeslut', data }, k), data);
    for (const data of dokumentetsSammantraden(dokument))
      if (
        (await this.kommandon.las(sammantradeStream(forbund, data.sammantrade), sammantradeDecider)).state
          .skede === 'saknas'
      )
        await this.utforare.utfor(
          (k) => new UtforSammantradeskommando({ typ: 'RedovisaSammantrade', data }, k),
          data,
        );
    for (const insats of dokumentetsInsatser(dokument)) {
      const tillstand = await this.kommandon.las(insatsStream(forbund, insats.insats), insatsDecider);
      if (tillstand.state.status === 'saknas') {
        const data = { forbund, ...insats };
        await this.utforare.utfor((k) => new UtforInsatskommando({ typ: 'RegistreraInsats', data }, k), data);
      }
    }
    await this.#insatsernasTid(dokument);
    const strukturer = await this.#struktur(forbund, dokument);
    await registreraInsatsfakta(forbund, strukturer, this.kommandon, this.utforare);
    await registreraFinansiering(strukturer, this.regelbok.regler.medel, this.kommandon, this.utforare);
  }

  async #insatsernasTid(dokument: Kalldokument): Promise<void> {
    const forbund = dokument.forbund.nyckel;
    for (const i of dokument.insatser) {
      const stream = insatsStream(forbund, i.insats);
      const fore = (await this.kommandon.las(stream, insatsDecider)).state.status;
      if (i.start !== undefined && (fore === 'registrerad' || fore === 'beviljad')) {
        const data = { forbund, insats: i.insats, den: i.start };
        await this.utforare.utfor((k) => new UtforInsatskommando({ typ: 'StartaInsats', data }, k), {
          start: data,
        });
      }
      const nu = (await this.kommandon.las(stream, insatsDecider)).state.status;
      if (i.slut !== undefined && nu !== 'avslutad') {
        const data = {
          forbund,
          insats: i.insats,
          den: i.slut,
          ...(i.overgar_till === undefined ? {} : { overgarTill: i.overgar_till }),
        };
        await this.utforare.utfor((k) => new UtforInsatskommando({ typ: 'AvslutaInsats', data }, k), {
          slut: data,
        });
      }
    }
  }

  async #bokforMal(dokument: Kalldokument): Promise<void> {
    for (let forsok = 1; ; forsok++)
      try {
        const { nyckel } = dokument.forbund;
        const mal = forbundsmal(nyckel, await this.#struktur(nyckel, dokument));
        await this.#kompletteraKontoplan(mal);
        for (const ar of arIMal(mal)) await this.#bokforAr(mal, ar, dokument.id);
        return;
      } catch (fel) {
        const forekommen =
          fel instanceof EventStoreError
            ? fel.code === 'COMMAND_REUSED'
            : arDomanFel(fel) && FOREKOMMEN.has(fel.kod);
        if (!forekommen || forsok >= MAX_PLANERINGAR) throw fel;
      }
  }

  async #kompletteraKontoplan(mal: Forbundsmal): Promise<void> {
    const plan = await this.kommandon.las(kontoplanStream(mal.forbund), kontoplanDecider);
    const kommando = planeraKontoplan(mal, plan.state, this.regelbok.regler);
    if (kommando) await this.utforare.utfor((k) => new UtforKompletteraKontoplan(kommando, k), kommando);
  }

  async #bokforAr(mal: Forbundsmal, ar: number, dokument: string): Promise<void> {
    const budget = await this.kommandon.las(budgetStream(mal.forbund, ar), budgetDecider);
    for (const kommando of planeraBudget(mal, ar, budget.state))
      await this.utforare.utfor((k) => new UtforBudgetkommando(kommando, k), kommando);
    const plan = await this.kommandon.las(kontoplanStream(mal.forbund), kontoplanDecider);
    for (const kommando of await this.#planeradBokforing(mal, ar, dokument, plan.state))
      await this.utforare.utfor((k) => new UtforBokforingskommando(kommando, k), kommando);
  }

  async #planeradBokforing(
    mal: Forbundsmal,
    ar: number,
    dokument: string,
    plan: KontoplanState,
  ): Promise<BokforingKommando[]> {
    const bokfort = await this.kommandon.las(bokforingStream(mal.forbund, ar, SERIE), bokfortFold);
    const motpostkonto = this.regelbok.regler.ejSpecificeradMotpost.konto;
    return planeraBokforing({ mal, ar, dokument, motpostkonto }, plan, bokfort.state);
  }

  /** The documents of the förbund that are loaded or being loaded, with the one at hand. */
  async #struktur(forbund: ForbundId, detta: Kalldokument): Promise<Dokumentstruktur[]> {
    const { state } = await this.kommandon.las(inlasningStream(forbund), inlasningDecider);
    const strukturer = [taIsar(detta)];
    for (const [id, { sha256 }] of state.dokument) {
      if (id === detta.id) continue;
      const fil = await this.arkiv.hamta(id, sha256);
      if (!fil) throw saknadKopia(id);
      strukturer.push(taIsar(tolkaKalldokument(fil.innehall)));
    }
    return strukturer;
  }
}

/** Refusals that mean that somebody else has already done what we planned. */
const FOREKOMMEN = new Set([
  'POST_FINNS',
  'KONTERING_UPPTAGEN',
  'KONTOPLAN_OFORANDRAD',
  'BUDGET_FINNS',
  'BUDGET_OFORANDRAD',
]);

export const saknadKopia = (id: string): DomanFel<'KALLDOKUMENT_KOPIA_SAKNAS'> =>
  new DomanFel(
    'KALLDOKUMENT_KOPIA_SAKNAS',
    `Den sparade kopian av ${id} saknas, och utan den kan nya dokument inte läggas samman med det.`,
    {
      falt: id,
      forvantat: 'att samma fil läses in igen först',
    },
  );
