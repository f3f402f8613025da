import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Kommandon } from '#event-store/kommandon.js';
import { arDomanFel, DomanFel } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { UtforInlasningskommando } from './commands/utfor-inlasningskommando.js';
import { Dokumentgenomforande, saknadKopia, type Framsteg } from './dokumentgenomforande.js';
import { skillnaderMellan } from './domain/cellskillnad.js';
import {
  inlasningDecider,
  inlasningStream,
  pagaende,
  type InlasningKod,
  type InlastFil,
} from './domain/inlasning.decider.js';
import type { Kalldokument } from './domain/kalldokument.js';
import { taIsar } from './domain/struktur.js';
import { Kalldokumentarkiv, type Arkiverat } from './kalldokumentarkiv.js';
import { Konteringsregelbok } from './planering/konteringsregelbok.js';
import { Provutforande } from './provutforande.js';
import { tolkaKalldokument } from './tolkning.js';
import { Utforare, type Las } from './utforare.js';

export interface Inlasningsresultat {
  readonly dokument: string;
  readonly forbund: ForbundId;
  readonly status: 'inlast' | 'redan-inlast' | 'provad';
  /** Commands carried out now; in a dry run those that would be. */
  readonly kommandon: number;
}

/**
 * What this program finds in a document. Raised when it finds more than before: documents that are loaded already are then
 * read again at the next start, and what is new in them recorded. 1: result, budgets, beslut, insatser. 2: balances and
 * kassaflöde. 3: goals and
 * uppföljning of insatser, the board.
 */
export const LASARE = 3;

/** That the loading is begun, and that it is ended. */
const BORJAN_OCH_SLUT = 2;

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
    const pagar = pagaende(state);
    const annat =
      pagar !== undefined && (pagar !== dokument.id || finns?.sha256 !== sha256)
        ? await this.#avbruten(pagar)
        : undefined;
    const antal = await this.#prova({ dokument, sha256, innehall }, annat);
    if (val.prova) return { dokument: dokument.id, forbund, status: 'provad', kommandon: antal };
    if (annat) {
      val.framsteg?.(`Återupptar inläsningen av ${annat.dokument.id}, som avbröts`);
      await this.#genomfor(annat, val);
    }
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
        if (fil.status === 'inlast') await this.#prova({ ...fil, dokument });
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

  async #avbruten(id: string): Promise<Las> {
    const fil = (await this.inlastaFiler()).find((f) => f.id === id);
    if (!fil) throw saknadKopia(id);
    return { ...fil, dokument: tolkaKalldokument(fil.innehall) };
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
    const utforare = new Utforare(this.bus, las, val.vem, gangen(finns, sha256));
    if (!arBegynd(finns, sha256)) {
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
    const genomforande = new Dokumentgenomforande(this.kommandon, utforare, this.arkiv, this.regelbok);
    await genomforande.genomfor(dokument, val.framsteg);
    await utforare.utfor(
      (k) => new UtforInlasningskommando({ typ: 'SlutforInlasning', data: gemensamt }, k),
      gemensamt,
    );
    return { dokument: dokument.id, forbund, status: 'inlast', kommandon: utforare.antal };
  }

  /**
   * Carries out the whole load by the handlers themselves, and stores nothing: what would be refused halfway is refused
   * before it begins.
   * @param fore what the load begins with carrying on
   * @returns how many commands it is, without those of `fore`
   */
  async #prova(las: Las, fore?: Las): Promise<number> {
    const prov = this.kommandon.paProv();
    const buss = new Provutforande(prov);
    const genomfor = async (fil: Las): Promise<number> => {
      const { state } = await prov.las(inlasningStream(fil.dokument.forbund.nyckel), inlasningDecider);
      // The commands have the ids that they will have: those that another process has carried out meanwhile are known by them.
      const gang = gangen(state.dokument.get(fil.dokument.id), fil.sha256);
      const utforare = new Utforare(buss, fil, '', gang);
      await new Dokumentgenomforande(prov, utforare, this.arkiv, this.regelbok).genomfor(fil.dokument);
      return utforare.antal;
    };
    if (fore) await genomfor(fore);
    return (await genomfor(las)) + BORJAN_OCH_SLUT;
  }
}

const arBegynd = (finns: InlastFil | undefined, sha256: string): boolean =>
  finns?.status === 'pagar' && finns.sha256 === sha256;

/** Which loading of the document this is, when it is carried on or begun. */
const gangen = (finns: InlastFil | undefined, sha256: string): number =>
  (finns?.gang ?? 0) + (arBegynd(finns, sha256) ? 0 : 1);
