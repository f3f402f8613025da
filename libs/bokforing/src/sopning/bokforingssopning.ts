import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Kommandokontext } from '#event-store/event-store.js';
import type { Datum } from '#kernel/datum.js';
import { arDomanFel, type DomanFel } from '#kernel/fel.js';
import { avbrytbart } from '#platform/avbrytbart.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import { BokforBokslutetsIngaende } from '../commands/bokfor-bokslutets-ingaende.js';
import { Serieregister } from '../commands/serieregister.js';
import { vandningen, vandningstext, type Periodiserad } from '../commands/vandning.js';
import { nettorader, vanda, type Nettorad } from '../projections/huvudbok/nettorader.query.js';
import { attVanda } from '../projections/huvudbok/periodiseringar.query.js';
import { oavslutadeAr } from '../projections/rakenskapsar/rakenskapsar.query.js';

/** Accruals that are looked up at a time: a förbund makes some tens at the end of a year. */
const OMGANG = 500;
const LASMODELLER = ['huvudbok', 'rakenskapsar'];

type Vem = Pick<Kommandokontext, 'vem'>;

/** What a look did, and what could not be done, which the next look tries again. */
export interface Sopat {
  readonly vanda: number;
  readonly avslutade: number;
  readonly nekade: readonly DomanFel[];
}

/**
 * What in the books is to be done without anybody asking: accruals reversed when their day has come, and closings that
 * somebody began and did not carry through. Every step can be repeated and be taken by several at once.
 */
@Injectable()
export class Bokforingssopning {
  constructor(
    private readonly bus: CommandBus,
    private readonly serier: Serieregister,
    private readonly projektor: Projektor,
    private readonly readStore: ReadStore,
  ) {}

  /**
   * @param idag accruals that are to be reversed on this day or before it are reversed
   * @param slut ends the waiting for read models. @throws its reason
   */
  async sopa(idag: Datum, vem: Vem, slut?: AbortSignal): Promise<Sopat> {
    const ikapp = this.projektor.kommIkapp({ namn: LASMODELLER });
    await (slut ? avbrytbart(ikapp, slut) : ikapp);
    const nekade: DomanFel[] = [];
    const forsok = async (arbete: () => Promise<unknown>): Promise<number> => {
      try {
        await arbete();
        return 1;
      } catch (fel) {
        // One that is refused, by a period that is closed say, must not keep the others waiting.
        if (!arDomanFel(fel)) throw fel;
        nekade.push(fel);
        return 0;
      }
    };
    const avslutade = await this.#avsluta(vem, forsok);
    const vandaNu = await this.#vand(idag, vem, forsok);
    return { vanda: vandaNu, avslutade, nekade };
  }

  async #avsluta({ vem }: Vem, forsok: Forsok): Promise<number> {
    const oavslutade = await this.readStore.las(LASMODELLER, (sql) => oavslutadeAr(sql));
    let antal = 0;
    for (const { forbund, ar, vad } of oavslutade) {
      const kontext = {
        kommandoId: '',
        vem,
        skal: { slag: 'anteckning', text: 'Fullföljer det som avbröts' },
        forbund: [forbund],
      } as const;
      antal += await forsok(() =>
        vad === 'perioder'
          ? this.serier.genomfor(forbund, ar, kontext)
          : this.bus.execute(new BokforBokslutetsIngaende(forbund, ar, kontext)),
      );
    }
    return antal;
  }

  async #vand(idag: Datum, { vem }: Vem, forsok: Forsok): Promise<number> {
    let antal = 0;
    for (let efter = 0; ;) {
      const omgang = await this.#omgang(idag, efter);
      for (const { rader, ...periodiserad } of omgang) {
        efter = periodiserad.ordinal;
        // What has been taken back by a makulering has nothing left to reverse.
        if (rader.length === 0) continue;
        const skal = { slag: 'anteckning', text: 'Periodiseringens vändningsdag' } as const;
        const { forbund, ar, serie, nummer } = periodiserad;
        const kommandoId = `vandning-${ar}-${serie}-${nummer}`;
        const kontext = { kommandoId, vem, skal, forbund: [forbund] };
        antal += await forsok(() => this.bus.execute(vandningen(periodiserad, rader, kontext)));
      }
      if (omgang.length < OMGANG) return antal;
    }
  }

  #omgang(idag: Datum, efter: number): Promise<(Periodiserad & { ordinal: number; rader: Nettorad[] })[]> {
    return this.readStore.las(LASMODELLER, async (sql, { ordinal }) => {
      const forfallna = await attVanda(sql, { idag, efter, max: OMGANG });
      const ut = [];
      for (const f of forfallna) {
        const rader = vanda(await nettorader(sql, { ...f, ordinal }));
        ut.push({ ...f, text: vandningstext(f), rader });
      }
      return ut;
    });
  }
}

type Forsok = (arbete: () => Promise<unknown>) => Promise<number>;
