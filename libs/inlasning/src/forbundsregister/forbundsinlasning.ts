import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  forbundDecider,
  forbundStream,
  gruppDecider,
  gruppStream,
  UtforForbundskommando,
  UtforGruppkommando,
  type Forbundsuppgifter,
} from '#forbund/public.js';
import type { Kommandokontext } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { nyckelAv, type ForbundId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Forbundspost, Forbundsregister } from './forbundsregister.js';

/** Gives the command a context whose id follows from its content. */
export type KontextFor = (innehall: object) => Kommandokontext;

const uppgifterna = (f: Forbundspost): Forbundsuppgifter => ({
  namn: f.namn,
  ...(f.orgnr === undefined ? {} : { orgnr: f.orgnr }),
  ...(f.bildat === undefined ? {} : { bildat: f.bildat }),
  ...(f.fran === undefined ? {} : { fran: f.fran }),
  ...(f.till === undefined ? {} : { till: f.till }),
  ersatter: f.ersatter,
});

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
      await this.registrera(f, kontextFor([f.nyckel], 0));
      const { state, revision } = await this.kommandon.las(forbundStream(f.nyckel), forbundDecider);
      const enligtRegistret = { ...state.uppgifter, ...uppgifterna(f) };
      if (kanoniskJson({ ...state.uppgifter }) !== kanoniskJson(enligtRegistret))
        await this.#andra(f.nyckel, enligtRegistret, kontextFor([f.nyckel], revision));
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

  /** A förbund as a document describes it: adds what is not known, leaves what is. */
  async registrera(f: Forbundspost, kontextFor: KontextFor): Promise<void> {
    for (const ersatt of f.ersatter) await this.#registreraNamnlos(ersatt, kontextFor);
    const fore = (await this.kommandon.las(forbundStream(f.nyckel), forbundDecider)).state;
    if (!fore.uppgifter) {
      const data = { forbund: f.nyckel, ...uppgifterna(f) };
      await this.bus.execute(new UtforForbundskommando({ typ: 'RegistreraForbund', data }, kontextFor(data)));
    } else {
      const utan = fore.uppgifter.namn === f.nyckel ? { ...fore.uppgifter, namn: f.namn } : fore.uppgifter;
      const ersatter = [...new Set([...utan.ersatter, ...f.ersatter])];
      const samlade = { ...uppgifterna(f), ...utan, ersatter };
      if (kanoniskJson(samlade) !== kanoniskJson(fore.uppgifter))
        await this.#andra(f.nyckel, samlade, kontextFor);
    }
    for (const m of f.medlemmar) {
      const medlem = nyckelAv(m.namn);
      if (fore.medlemmar.has(medlem)) continue;
      const data = {
        forbund: f.nyckel,
        medlem,
        namn: m.namn,
        typ: m.typ,
        ...(m.fran === undefined ? {} : { fran: m.fran }),
      };
      await this.bus.execute(new UtforForbundskommando({ typ: 'AnslutMedlem', data }, kontextFor(data)));
    }
  }

  async #andra(forbund: ForbundId, uppgifter: Forbundsuppgifter, kontextFor: KontextFor): Promise<void> {
    const data = { forbund, ...uppgifter };
    await this.bus.execute(
      new UtforForbundskommando({ typ: 'AndraForbund', data }, kontextFor({ andra: data })),
    );
  }

  /** A predecessor that no document describes is a förbund without figures, known by its key until one does. */
  async #registreraNamnlos(forbund: ForbundId, kontextFor: KontextFor): Promise<void> {
    const { state } = await this.kommandon.las(forbundStream(forbund), forbundDecider);
    if (state.uppgifter) return;
    const data = { forbund, namn: forbund, ersatter: [] };
    await this.bus.execute(new UtforForbundskommando({ typ: 'RegistreraForbund', data }, kontextFor(data)));
  }
}
