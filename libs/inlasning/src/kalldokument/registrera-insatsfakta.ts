import type { Kommandokontext } from '#event-store/event-store.js';
import type { Kommandon } from '#event-store/kommandon.js';
import {
  insatsDecider,
  insatsStream,
  uppfoljningDecider,
  uppfoljningStream,
  UtforInsatskommando,
  UtforUppfoljningskommando,
} from '#insats/public.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import { dagenEfter } from '#kernel/datum.js';
import { nyckelAv, type ForbundId } from '#kernel/identiteter.js';
import { insatsfakta, planeraInsatsfakta } from './planering/insatsfakta.js';
import type { Dokumentstruktur } from './domain/struktur.js';

/** Carries out a command with an id that follows from its content. */
interface Utforare {
  readonly utfor: (
    kommando: (kontext: Kommandokontext) => UtforInsatskommando | UtforUppfoljningskommando,
    innehall: object,
  ) => Promise<void>;
}

/**
 * Brings goals, follow-up and hand-overs of a förbund's insatser to what its documents state. What is there already is
 * left, so it may be repeated.
 * @param dokument all of the förbund's; its insatser and members are registered
 */
export async function registreraInsatsfakta(
  forbund: ForbundId,
  dokument: readonly Dokumentstruktur[],
  kommandon: Pick<Kommandon, 'las'>,
  utforare: Utforare,
): Promise<void> {
  for (const [insats, fakta] of insatsfakta(dokument)) {
    const { state } = await kommandon.las(uppfoljningStream(forbund, insats), uppfoljningDecider);
    for (const kommando of planeraInsatsfakta({ forbund, insats }, fakta, state))
      await utforare.utfor((k) => new UtforUppfoljningskommando(kommando, k), kommando);
  }
  const { medlemmar } = (await kommandon.las(forbundStream(forbund), forbundDecider)).state;
  for (const { insats, overgar_till: till, slut } of dokument.flatMap((d) => d.dokument.insatser)) {
    if (till === undefined || slut === undefined) continue;
    const [namn = '', ...enhet] = till.split(',');
    const medlem = nyckelAv(namn);
    const { state } = await kommandon.las(insatsStream(forbund, insats), insatsDecider);
    // What goes on elsewhere than with a member stands in the end itself.
    if (!medlemmar.has(medlem) || state.status !== 'avslutad' || state.vidare || state.den !== slut) continue;
    const resten = enhet.join(',').trim();
    const data = {
      ...{ forbund, insats, fran: dagenEfter(slut), medlem },
      ...(resten === '' ? {} : { enhet: resten }),
    };
    await utforare.utfor((k) => new UtforInsatskommando({ typ: 'OverlamnaInsats', data }, k), data);
  }
}
