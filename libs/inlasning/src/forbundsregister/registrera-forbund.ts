import {
  forbundDecider,
  forbundStream,
  UtforForbundskommando,
  type Forbundsuppgifter,
} from '#forbund/public.js';
import type { Kommandokontext } from '#event-store/event-store.js';
import type { Kommandon } from '#event-store/kommandon.js';
import { nyckelAv, type ForbundId } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import type { Forbundspost } from './forbundsregister.js';

/** Carries out a command with an id that follows from its content. */
export interface Forbundsutforare {
  readonly utfor: (
    kommando: (kontext: Kommandokontext) => UtforForbundskommando,
    innehall: object,
  ) => Promise<void>;
}

export const uppgifterna = (f: Forbundspost): Forbundsuppgifter => ({
  namn: f.namn,
  ...(f.orgnr === undefined ? {} : { orgnr: f.orgnr }),
  ...(f.bildat === undefined ? {} : { bildat: f.bildat }),
  ...(f.fran === undefined ? {} : { fran: f.fran }),
  ...(f.till === undefined ? {} : { till: f.till }),
  ersatter: f.ersatter,
});

/** A förbund as a document describes it: adds what is not known, leaves what is. */
export async function registreraForbund(
  f: Forbundspost,
  kommandon: Pick<Kommandon, 'las'>,
  utforare: Forbundsutforare,
): Promise<void> {
  for (const ersatt of f.ersatter) await registreraNamnlos(ersatt, kommandon, utforare);
  const fore = (await kommandon.las(forbundStream(f.nyckel), forbundDecider)).state;
  if (!fore.uppgifter) await registrera({ forbund: f.nyckel, ...uppgifterna(f) }, utforare);
  else {
    const utan = fore.uppgifter.namn === f.nyckel ? { ...fore.uppgifter, namn: f.namn } : fore.uppgifter;
    const ersatter = [...new Set([...utan.ersatter, ...f.ersatter])];
    const samlade = { ...uppgifterna(f), ...utan, ersatter };
    if (kanoniskJson(samlade) !== kanoniskJson(fore.uppgifter))
      await andraForbund(f.nyckel, samlade, utforare);
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
    await utforare.utfor((k) => new UtforForbundskommando({ typ: 'AnslutMedlem', data }, k), data);
  }
}

export async function andraForbund(
  forbund: ForbundId,
  uppgifter: Forbundsuppgifter,
  utforare: Forbundsutforare,
): Promise<void> {
  const data = { forbund, ...uppgifter };
  await utforare.utfor((k) => new UtforForbundskommando({ typ: 'AndraForbund', data }, k), { andra: data });
}

const registrera = (data: Forbundsuppgifter & { forbund: ForbundId }, utforare: Forbundsutforare) =>
  utforare.utfor((k) => new UtforForbundskommando({ typ: 'RegistreraForbund', data }, k), data);

/** A predecessor that no document describes is a förbund without figures, known by its key until one does. */
async function registreraNamnlos(
  forbund: ForbundId,
  kommandon: Pick<Kommandon, 'las'>,
  utforare: Forbundsutforare,
): Promise<void> {
  const { state } = await kommandon.las(forbundStream(forbund), forbundDecider);
  if (!state.uppgifter) await registrera({ forbund, namn: forbund, ersatter: [] }, utforare);
}
