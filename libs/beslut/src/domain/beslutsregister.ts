import type { Nyckel } from '#kernel/identiteter.js';
import type { BeslutState, UpphavBeslut } from './beslut.decider.js';
import { mojligaDagar, type Beslutsuppgifter, type TidigareBeslutFaststallda } from './beslut.events.js';
import { nekat } from './beslutsfel.js';
import type { SammantradeState } from './sammantrade.decider.js';
import type { Narvaro } from './sammantrade.events.js';

/** The förbund's seats on the day, by key. */
export type Platser = ReadonlyMap<Nyckel, 'ordinarie' | 'ersattare' | 'revisor'>;

/**
 * Who was there against the seats of the day. Held when it is recorded: a board that is put right later changes no
 * protokoll.
 */
export function kontrolleraNarvaro(narvaro: readonly Narvaro[], platser: Platser): void {
  narvaro.forEach(({ plats, tjanstgor }, n) => {
    const slag = platser.get(plats);
    if (slag === undefined)
      throw nekat(
        'NARVARO_PLATS_OKAND',
        `Platsen ${plats} fanns inte i styrelsen den dagen.`,
        `narvaro[${n}].plats`,
        'en plats i styrelsen',
      );
    if (slag === 'revisor' && tjanstgor)
      throw nekat(
        'NARVARO_REVISOR_TJANSTGOR',
        `${plats} är en revisors plats och deltar inte i beslut.`,
        `narvaro[${n}].tjanstgor`,
        'false för en revisor',
      );
  });
  const ordinarie = [...platser.values()].filter((slag) => slag === 'ordinarie').length;
  const tjanstgor = narvaro.filter((n) => n.tjanstgor).length;
  if (tjanstgor > ordinarie)
    throw nekat(
      'NARVARO_FLER_AN_ORDINARIE',
      `${tjanstgor} tjänstgör, men styrelsen har ${ordinarie} ordinarie platser.`,
      'narvaro',
      'högst så många som tjänstgör som det finns ordinarie platser',
    );
}

/** A beslut against the protokoll that it stands in. `platser`: the seats of the day, asked for when they are needed. */
export function kontrolleraMotSammantrade(
  { sammantrade, fattat, omrostning, reservationer = [] }: Beslutsuppgifter,
  state: SammantradeState,
  platser: Platser,
): void {
  if (sammantrade !== undefined) {
    if (state.skede !== 'hallet')
      throw nekat(
        'BESLUT_SAMMANTRADE_OKANT',
        `Sammanträdet ${sammantrade} är inte registrerat som hållet en dag.`,
        'sammantrade',
        'ett sammanträde som hållits',
      );
    const { hallet } = state.protokoll;
    if (fattat.slag !== 'dag' || fattat.datum !== hallet)
      throw nekat(
        'BESLUT_EJ_SAMMANTRADETS_DAG',
        `Sammanträdet ${sammantrade} hölls ${hallet}.`,
        'fattat',
        `dagen ${hallet}`,
      );
  }
  const narvaro = state.skede === 'hallet' ? state.narvaro : undefined;
  const tjanstgor = narvaro && new Set(narvaro.filter((n) => n.tjanstgor).map((n) => n.plats));
  const roster = omrostning ? omrostning.ja + omrostning.nej + omrostning.avstod : 0;
  if (tjanstgor && roster > tjanstgor.size)
    throw nekat(
      'OMROSTNING_FLER_AN_TJANSTGOR',
      `${roster} röstade, men ${tjanstgor.size} tjänstgjorde.`,
      'omrostning',
      `högst ${tjanstgor.size} röster`,
    );
  reservationer.forEach((plats, n) => {
    if (tjanstgor && !tjanstgor.has(plats))
      throw nekat(
        'RESERVATION_EJ_TJANSTGORANDE',
        `${plats} tjänstgjorde inte och kan inte reservera sig.`,
        `reservationer[${n}]`,
        'en plats som tjänstgjorde',
      );
    if (!tjanstgor && !platser.has(plats))
      throw nekat(
        'RESERVATION_PLATS_OKAND',
        `Platsen ${plats} fanns inte i styrelsen den dagen.`,
        `reservationer[${n}]`,
        'en plats i styrelsen',
      );
  });
}

const tidigast = (state: BeslutState): string | undefined =>
  state.finns ? mojligaDagar(state.uppgifter.fattat).fran : undefined;
const senast = (state: BeslutState): string | undefined =>
  state.finns ? mojligaDagar(state.uppgifter.fattat).till : undefined;

/** What a beslut ratifies is registered, and can have been decided before it. `andra` in the order of `faststaller`. */
export function kontrolleraFaststallande(
  { faststaller }: TidigareBeslutFaststallda['data'],
  detta: BeslutState,
  andra: readonly BeslutState[],
): void {
  andra.forEach((annat, n) => {
    const falt = `faststaller[${n}].beslut`;
    const nyckel = faststaller[n]?.beslut ?? '';
    const fattat = tidigast(annat);
    if (fattat === undefined)
      throw nekat(
        'FASTSTALLT_BESLUT_OKANT',
        `Beslutet ${nyckel} finns inte.`,
        falt,
        'ett registrerat beslut',
      );
    const fore = senast(detta);
    if (fore !== undefined && fattat > fore)
      throw nekat(
        'FASTSTALLT_BESLUT_SENARE',
        `Beslutet ${nyckel} fattades tidigast ${fattat}, efter det som ska fastställa det.`,
        falt,
        `ett beslut som kan vara fattat senast ${fore}`,
      );
  });
}

/** What ends a beslut is another one, which can have been decided after it. */
export function kontrolleraUpphavande(
  { beslut, av }: UpphavBeslut['data'],
  detta: BeslutState,
  annat: BeslutState,
): void {
  const fattat = senast(annat);
  if (fattat === undefined)
    throw nekat('UPPHAVANDE_BESLUT_OKANT', `Beslutet ${av} finns inte.`, 'av', 'ett registrerat beslut');
  const fore = tidigast(detta);
  if (av === beslut || (fore !== undefined && fattat < fore))
    throw nekat(
      'UPPHAVANDE_BESLUT_TIDIGARE',
      `Beslutet ${av} är inte ett senare beslut än ${beslut}.`,
      'av',
      'ett annat beslut, fattat senare',
    );
}
