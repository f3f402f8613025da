import {
  finansieringDecider,
  finansieringStream,
  medelspostDecider,
  medelspostStream,
  UtforFinansieringskommando,
  UtforMedelspostkommando,
} from '#finansiering/public.js';
import type { Kommandokontext } from '#event-store/event-store.js';
import type { Kommandon } from '#event-store/kommandon.js';
import { forbundDecider, forbundStream } from '#forbund/public.js';
import { assert } from '#kernel/fel.js';
import { forbundsmal } from './domain/mal.js';
import type { Dokumentstruktur } from './domain/struktur.js';
import { finansieringsmal } from './planering/finansieringsmal.js';
import { planeraFinansiering, planeraMedelsposter } from './planering/finansieringsplan.js';
import type { Medelsregel } from './planering/kontering.js';

/** Carries out a command with an id that follows from its content. */
interface Utforare {
  readonly utfor: (
    kommando: (kontext: Kommandokontext) => UtforFinansieringskommando | UtforMedelspostkommando,
    innehall: object,
  ) => Promise<void>;
}

/**
 * Brings a förbund's medel to what its documents state. What is there already is left, so it may be repeated.
 * @param dokument all of the förbund's, the one that is being loaded among them; its members are registered
 */
export async function registreraFinansiering(
  dokument: readonly Dokumentstruktur[],
  regler: readonly Medelsregel[],
  kommandon: Pick<Kommandon, 'las'>,
  utforare: Utforare,
): Promise<void> {
  const [forsta] = dokument;
  assert(forsta !== undefined, 'inget dokument att läsa medel ur');
  const forbund = forsta.dokument.forbund.nyckel;
  const { medlemmar } = (await kommandon.las(forbundStream(forbund), forbundDecider)).state;
  const mal = finansieringsmal(dokument, forbundsmal(forbund, dokument), medlemmar, regler);
  const poster = await kommandon.las(medelspostStream(forbund), medelspostDecider);
  for (const kommando of planeraMedelsposter(mal, forbund, poster.state))
    await utforare.utfor((k) => new UtforMedelspostkommando(kommando, k), kommando);
  const id = new Set(dokument.map((d) => d.dokument.id));
  for (const ar of mal.ar.keys()) {
    const { state } = await kommandon.las(finansieringStream(forbund, ar), finansieringDecider);
    for (const kommando of planeraFinansiering(mal, { forbund, ar, dokument: id }, state))
      await utforare.utfor((k) => new UtforFinansieringskommando(kommando, k), kommando);
  }
}
