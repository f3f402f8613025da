import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  forbundDecider,
  forbundStream,
  gruppDecider,
  gruppStream,
  UtforGruppkommando,
} from '#forbund/public.js';
import type { Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Forbundsregister } from './forbundsregister.js';
import { andraForbund, registreraForbund, uppgifterna, type Forbundsutforare } from './registrera-forbund.js';

/** Gives the command a context whose id follows from its content. */
type KontextFor = (innehall: object) => Kommandokontext;

/** Brings the register of förbund, members and groups to what a register file or a document says. */
@Injectable()
export class Forbundsinlasning {
  constructor(
    private readonly bus: CommandBus,
    private readonly kommandon: Kommandon,
  ) {}

  /** The register file: its particulars replace what is registered. */
  async lasRegister(register: Forbundsregister, innehall: string, vem: string): Promise<void> {
    const sha256 = createHash('sha256').update(innehall).digest('hex');
    // With the revision it was decided on: the same change may be made again after another one.
    const kontextFor =
      (forbund: readonly ForbundId[], revision: number): KontextFor =>
      (data) => ({
        kommandoId: createHash('sha256')
          .update(`${sha256}|${revision}|${kanoniskJson(data)}`)
          .digest('hex')
          .slice(0, 40),
        vem,
        skal: { slag: 'dokument', dokument: 'forbundsregister' },
        forbund,
      });
    for (const f of register.forbund) {
      await registreraForbund(f, this.kommandon, this.#utforare(kontextFor([f.nyckel], 0)));
      const { state, revision } = await this.kommandon.las(forbundStream(f.nyckel), forbundDecider);
      const enligtRegistret = { ...state.uppgifter, ...uppgifterna(f) };
      if (kanoniskJson({ ...state.uppgifter }) !== kanoniskJson(enligtRegistret))
        await andraForbund(f.nyckel, enligtRegistret, this.#utforare(kontextFor([f.nyckel], revision)));
    }
    for (const { nyckel: grupp, namn, ingar } of register.grupper) {
      const { state, revision } = await this.kommandon.las(gruppStream(grupp), gruppDecider);
      const data = { grupp, namn, ingar };
      if (state.grupp && kanoniskJson(state.grupp) === kanoniskJson({ namn, ingar })) continue;
      const kontext = kontextFor(
        ingar.map((i) => i.forbund),
        revision,
      )(data);
      await this.bus.execute(
        new UtforGruppkommando({ typ: state.grupp ? 'AndraGrupp' : 'BildaGrupp', data }, kontext),
      );
    }
  }

  #utforare(kontextFor: KontextFor): Forbundsutforare {
    return {
      utfor: async (kommando, innehall) => {
        await this.bus.execute(kommando(kontextFor(innehall)));
      },
    };
  }
}
