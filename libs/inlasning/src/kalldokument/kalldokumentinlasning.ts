import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
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
  provaBokforing,
  type BokforingKommando,
  type KontoplanState,
} from '#bokforing/public.js';
import { UtforBudgetkommando, budgetDecider, budgetStream } from '#budget/public.js';
import { EventStoreError } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { UtforInsatskommando, insatsDecider, insatsStream } from '#insats/public.js';
import { arDomanFel, DomanFel } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { Forbundsinlasning } from '../forbundsregister/forbundsinlasning.js';
import { skillnaderMellan } from './domain/cellskillnad.js';
import {
  inlasningDecider,
  inlasningStream,
  pagaende,
  type InlasningKod,
  type InlastFil,
} from './domain/inlasning.decider.js';
import type { Kalldokument } from './domain/kalldokument.js';
import { forbundsmal, type Forbundsmal } from './domain/mal.js';
import { taIsar, type Dokumentstruktur } from './domain/struktur.js';
import { Kalldokumentarkiv, type Arkiverat } from './kalldokumentarkiv.js';
import { Utforare, type Las } from './utforare.js';
import { UtforInlasningskommando } from './commands/utfor-inlasningskommando.js';
import { bokfortFold, SERIE } from './planering/bokfort.js';
import { Konteringsregelbok } from './planering/konteringsregelbok.js';
import {
  arIMal,
  bokforingsdagar,
  planeraBokforing,
  planeraBudget,
  planeraKontoplan,
} from './planering/plan.js';
import { dokumentetsBeslut, dokumentetsInsatser, dokumentetsSammantraden } from './planering/register.js';
import { registreraFinansiering } from './registrera-finansiering.js';
import { registreraInsatsfakta } from './registrera-insatsfakta.js';
import { registreraStyrelse } from './registrera-styrelse.js';
import { tolkaKalldokument } from './tolkning.js';

export interface Inlasningsresultat {
  readonly dokument: string;
  readonly forbund: ForbundId;
  readonly status: 'inlast' | 'redan-inlast' | 'provad';
  /** Commands carried out now; in a dry run those that would be. */
  readonly kommandon: number;
}

/** Told as the work goes on, for people who wait. */
export type Framsteg = (text: string) => void;

/**
 * What this program finds in a document. Raised when it finds more than before: documents that are loaded already are then
 * read again at the next start, and what is new in them recorded. 1: result, budgets, beslut, insatser. 2: balances and
 * kassaflöde. 3: goals and
 * uppföljning of insatser, the board.
 */
export const LASARE = 3;

/** Another process that loads the same document can be ahead of our plan: plan again on what is true now. */
const MAX_PLANERINGAR = 5;

/**
 * Files in, ordinary commands out. The file is checked whole before anything is stored; then its loading is begun
 * (an event), carried out in parts that can each be repeated, and ended (an event). A load that dies is resumed.
 */
@Injectable()
export class Kalldokumentinlasning {
  constructor(
    private readonly bus: CommandBus,
    private readonly kommandon: Kommandon,
    private readonly arkiv: Kalldokumentarkiv,
    private readonly forbund: Forbundsinlasning,
    private readonly regelbok: Konteringsregelbok,
  ) {}

  /**
   * @param innehall the file's text
   * @param val `rattelse`: other content under an id that is loaded replaces it; else it is refused
   * @throws DomanFel with a KalldokumentKod or InlasningKod; then nothing is stored
   */
  async las(
    innehall: string,
    val: { vem: string; framsteg?: Framsteg; prova?: boolean; rattelse?: boolean },
  ): Promise<Inlasningsresultat> {
    const dokument = tolkaKalldokument(innehall);
    const sha256 = createHash('sha256').update(innehall).digest('hex');
    const forbund = dokument.forbund.nyckel;
    const { state } = await this.kommandon.las(inlasningStream(forbund), inlasningDecider);
    const finns = state.dokument.get(dokument.id);
    if (finns?.status === 'inlast' && finns.sha256 === sha256 && finns.lasare >= LASARE) {
      if (!val.prova) await this.#arkivera({ dokument, sha256, innehall });
      return { dokument: dokument.id, forbund, status: 'redan-inlast', kommandon: 0 };
    }
    if (finns && finns.sha256 !== sha256 && !val.rattelse) await this.#nekaAndrat(dokument, finns.sha256);
    const antal = await this.#forprova({ dokument, sha256, innehall });
    if (val.prova) return { dokument: dokument.id, forbund, status: 'provad', kommandon: antal };
    const annat = pagaende(state);
    if (annat !== undefined && (annat !== dokument.id || finns?.sha256 !== sha256))
      await this.#aterupptaEtt(annat, val);
    await this.#arkivera({ dokument, sha256, innehall });
    return this.#genomfor({ dokument, sha256, innehall }, val);
  }

  /** The files that hold: of each document the one that is loaded, or whose loading has begun. */
  async inlastaFiler(): Promise<(Arkiverat & InlastFil)[]> {
    const ut: (Arkiverat & InlastFil)[] = [];
    for (const fil of await this.arkiv.alla()) {
      const { state } = await this.kommandon.las(inlasningStream(fil.forbund), inlasningDecider);
      const finns = state.dokument.get(fil.id);
      if (finns?.sha256 === fil.sha256) ut.push({ ...fil, ...finns });
    }
    return ut;
  }

  /**
   * Carries on the loads that were begun and never ended (what a crash left), and reads again what an earlier program
   * loaded and this one finds more in.
   */
  async ateruppta(val: { vem: string; framsteg?: Framsteg }): Promise<void> {
    for (const fil of await this.inlastaFiler()) {
      if (fil.status === 'inlast' && fil.lasare >= LASARE) continue;
      const dokument = tolkaKalldokument(fil.innehall);
      try {
        if (fil.status === 'inlast') await this.#forprova({ ...fil, dokument });
        await this.#genomfor({ ...fil, dokument }, val);
      } catch (fel) {
        // What cannot be carried on must not keep everything else from starting; reports say that it is not finished.
        if (!arDomanFel(fel)) throw fel;
        val.framsteg?.(
          `Inläsningen av ${dokument.id} kunde inte ${fil.status === 'pagar' ? 'återupptas' : 'kompletteras'}: ${fel.kod}: ${fel.message}`,
        );
      }
    }
  }

  async #aterupptaEtt(id: string, val: { vem: string; framsteg?: Framsteg }): Promise<void> {
    const fil = (await this.inlastaFiler()).find((f) => f.id === id);
    if (!fil) throw saknadKopia(id);
    val.framsteg?.(`Återupptar inläsningen av ${id}, som avbröts`);
    await this.#genomfor({ ...fil, dokument: tolkaKalldokument(fil.innehall) }, val);
  }

  async #nekaAndrat(dokument: Kalldokument, inlast: string): Promise<never> {
    const tidigare = await this.arkiv.hamta(dokument.id, inlast);
    const skillnader = tidigare ? skillnaderMellan(tolkaKalldokument(tidigare.innehall), dokument) : [];
    throw new DomanFel<InlasningKod>(
      'KALLDOKUMENT_ANDRAT',
      `Källdokumentet ${dokument.id} är redan inläst med annat innehåll (${skillnader.length} celler skiljer).`,
      {
        falt: 'id',
        forvantat: 'samma innehåll som förut, ett nytt id, eller att det läses in som en rättelse',
        data: { skillnader },
      },
    );
  }

  #arkivera(las: Las): Promise<void> {
    const { dokument, sha256, innehall } = las;
    return this.arkiv.spara({ id: dokument.id, forbund: dokument.forbund.nyckel, sha256, innehall });
  }

  async #genomfor(las: Las, val: { vem: string; framsteg?: Framsteg }): Promise<Inlasningsresultat> {
    const { dokument, sha256 } = las;
    const forbund = dokument.forbund.nyckel;
    const gemensamt = { forbund, dokument: dokument.id, sha256, lasare: LASARE };
    const { state } = await this.kommandon.las(inlasningStream(forbund), inlasningDecider);
    const finns = state.dokument.get(dokument.id);
    const begynd = finns?.status === 'pagar' && finns.sha256 === sha256;
    const utforare = new Utforare(this.bus, las, val.vem, (finns?.gang ?? 0) + (begynd ? 0 : 1));
    if (!begynd) {
      const { datum } = taIsar(dokument);
      const data = {
        ...gemensamt,
        titel: dokument.titel ?? dokument.id,
        datum,
        ...(finns && finns.sha256 !== sha256 ? { ersatter: finns.sha256 } : {}),
      };
      await utforare.utfor((k) => new UtforInlasningskommando({ typ: 'PaborjaInlasning', data }, k), data);
    }
    val.framsteg?.(`Läser in ${dokument.id}`);
    await this.forbund.registrera(dokument.forbund, utforare.kontextFor);
    await this.#registrera(dokument, utforare);
    await registreraStyrelse(dokument, this.kommandon, utforare, val.framsteg);
    await this.#bokforMal(las, utforare);
    const { antal } = utforare;
    await utforare.utfor(
      (k) => new UtforInlasningskommando({ typ: 'SlutforInlasning', data: gemensamt }, k),
      gemensamt,
    );
    return { dokument: dokument.id, forbund, status: 'inlast', kommandon: antal };
  }

  /** Beslut, sammanträden and insatser that are not yet in their registers. */
  async #registrera(dokument: Kalldokument, utforare: Utforare): Promise<void> {
    const forbund = dokument.forbund.nyckel;
    for (const data of dokumentetsBeslut(dokument))
      if (!(await this.kommandon.las(beslutStream(forbund, data.beslut), beslutDecider)).state.finns)
        await utforare.utfor((k) => new UtforBeslutskommando({ typ: 'FattaBeslut', data }, k), data);
    for (const data of dokumentetsSammantraden(dokument))
      if (
        (await this.kommandon.las(sammantradeStream(forbund, data.sammantrade), sammantradeDecider)).state
          .skede === 'saknas'
      )
        await utforare.utfor(
          (k) => new UtforSammantradeskommando({ typ: 'RedovisaSammantrade', data }, k),
          data,
        );
    for (const insats of dokumentetsInsatser(dokument)) {
      const tillstand = await this.kommandon.las(insatsStream(forbund, insats.insats), insatsDecider);
      if (tillstand.state.status === 'saknas') {
        const data = { forbund, ...insats };
        await utforare.utfor((k) => new UtforInsatskommando({ typ: 'RegistreraInsats', data }, k), data);
      }
    }
    await this.#insatsernasTid(dokument, utforare);
    const strukturer = await this.#struktur(forbund, dokument);
    await registreraInsatsfakta(forbund, strukturer, this.kommandon, utforare);
    await registreraFinansiering(strukturer, this.regelbok.regler.medel, this.kommandon, utforare);
  }

  async #insatsernasTid(dokument: Kalldokument, utforare: Utforare): Promise<void> {
    const forbund = dokument.forbund.nyckel;
    for (const i of dokument.insatser) {
      const stream = insatsStream(forbund, i.insats);
      const fore = (await this.kommandon.las(stream, insatsDecider)).state.status;
      if (i.start !== undefined && (fore === 'registrerad' || fore === 'beviljad')) {
        const data = { forbund, insats: i.insats, den: i.start };
        await utforare.utfor((k) => new UtforInsatskommando({ typ: 'StartaInsats', data }, k), {
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
        await utforare.utfor((k) => new UtforInsatskommando({ typ: 'AvslutaInsats', data }, k), {
          slut: data,
        });
      }
    }
  }

  async #bokforMal(las: Las, utforare: Utforare): Promise<void> {
    for (let forsok = 1; ; forsok++)
      try {
        const mal = forbundsmal(
          las.dokument.forbund.nyckel,
          await this.#struktur(las.dokument.forbund.nyckel, las.dokument),
        );
        await this.#kompletteraKontoplan(mal, utforare);
        for (const ar of arIMal(mal)) await this.#bokforAr(mal, ar, las.dokument.id, utforare);
        return;
      } catch (fel) {
        const forekommen =
          fel instanceof EventStoreError
            ? fel.code === 'COMMAND_REUSED'
            : arDomanFel(fel) && FOREKOMMEN.has(fel.kod);
        if (!forekommen || forsok >= MAX_PLANERINGAR) throw fel;
      }
  }

  async #kompletteraKontoplan(mal: Forbundsmal, utforare: Utforare): Promise<void> {
    const plan = await this.kommandon.las(kontoplanStream(mal.forbund), kontoplanDecider);
    const kommando = planeraKontoplan(mal, plan.state, this.regelbok.regler);
    if (kommando) await utforare.utfor((k) => new UtforKompletteraKontoplan(kommando, k), kommando);
  }

  async #bokforAr(mal: Forbundsmal, ar: number, dokument: string, utforare: Utforare): Promise<void> {
    const budget = await this.kommandon.las(budgetStream(mal.forbund, ar), budgetDecider);
    for (const kommando of planeraBudget(mal, ar, budget.state))
      await utforare.utfor((k) => new UtforBudgetkommando(kommando, k), kommando);
    const plan = await this.kommandon.las(kontoplanStream(mal.forbund), kontoplanDecider);
    for (const kommando of await this.#planeradBokforing(mal, ar, dokument, plan.state))
      await utforare.utfor((k) => new UtforBokforingskommando(kommando, k), kommando);
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

  /**
   * Plans the whole load without carrying it out, so that what would be refused halfway is refused before it begins.
   * @returns about how many commands it would carry out on the books
   */
  async #forprova({ dokument }: Las): Promise<number> {
    const forbund = dokument.forbund.nyckel;
    const mal = forbundsmal(forbund, await this.#struktur(forbund, dokument));
    const plan = await this.kommandon.las(kontoplanStream(forbund), kontoplanDecider);
    const tillagg = planeraKontoplan(mal, plan.state, this.regelbok.regler);
    const komplett = tillagg
      ? kontoplanDecider.decide(tillagg, plan.state).reduce(kontoplanDecider.evolve, plan.state)
      : plan.state;
    let antal = tillagg ? 1 : 0;
    for (const ar of arIMal(mal)) {
      const budget = await this.kommandon.las(budgetStream(forbund, ar), budgetDecider);
      antal += planeraBudget(mal, ar, budget.state).length;
      // A rättelse into a closed period, say, is known here and not when half of the document is booked.
      await provaBokforing(this.kommandon, await this.#planeradBokforing(mal, ar, dokument.id, komplett));
    }
    for (const poster of bokforingsdagar(mal).values()) antal += poster.size;
    antal += mal.balanser.ingaende.size;
    for (const i of dokument.insatser) {
      const { state } = await this.kommandon.las(insatsStream(forbund, i.insats), insatsDecider);
      if (state.status === 'startad' && i.slut !== undefined && i.slut < state.den)
        throw new DomanFel(
          'INSATS_TID_OMVAND',
          `Insatsen ${i.insats} startade ${state.den} och kan inte sluta ${i.slut}.`,
          {
            falt: 'insatser',
            forvantat: 'en dag efter den start som redan är registrerad',
          },
        );
    }
    return antal;
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

const saknadKopia = (id: string): DomanFel<'KALLDOKUMENT_KOPIA_SAKNAS'> =>
  new DomanFel(
    'KALLDOKUMENT_KOPIA_SAKNAS',
    `Den sparade kopian av ${id} saknas, och utan den kan nya dokument inte läggas samman med det.`,
    {
      falt: id,
      forvantat: 'att samma fil läses in igen först',
    },
  );
