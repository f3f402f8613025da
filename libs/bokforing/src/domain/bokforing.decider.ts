import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type InsatsId, type Nyckel } from '#kernel/identiteter.js';
import { summa } from '#kernel/ore.js';
import type {
  BokforingHandelse,
  Periodgrund,
  Periodisering,
  Verifikationsplats,
  Verifikationsrad,
} from './bokforing.events.js';
import type { KontoplanState } from './kontoplan.decider.js';
import {
  kontrolleraEjVand,
  kontrolleraPeriodisering,
  platsnyckel,
  type PeriodiseringKod,
} from './periodisering.js';
import {
  kontrolleraAttOppna,
  kontrolleraAttStanga,
  kontrolleraOppen,
  kontrolleraOppenIngaende,
  kontrolleraPeriod,
  medStangda,
  utanStangda,
  type PeriodKod,
  type StangdaManader,
} from './perioder.js';

export type BokforingKod =
  | PeriodKod
  | PeriodiseringKod
  | 'PERIODANDRING_GENOMFORD'
  | 'BOKSLUT_BOKFORT'
  | 'VERIFIKATION_REDAN_MAKULERAD'
  | 'MAKULERING_INAKTUELL'
  | 'VERIFIKATION_OBALANSERAD'
  | 'VERIFIKATION_UTAN_RADER'
  | 'VERIFIKATION_FOR_STOR'
  | 'VERIFIKATION_TEXT_SAKNAS'
  | 'VERIFIKATION_OKAND'
  | 'DATUM_UTANFOR_AR'
  | 'SERIE_OGILTIG'
  | 'KONTO_SAKNAS'
  | 'MOTPART_SAKNAS'
  | 'INSATS_SAKNAS'
  | 'UTGAR_UTAN_RATTELSE'
  | 'INGAENDE_BALANS_RESULTATKONTO';

export interface BokforingState {
  /** How many numbered vouchers the series has: the next number is one more. */
  readonly antal: number;
  /** The number of its last rättelse, 0 before the first: what a makulering was computed on holds until the next. */
  readonly senasteRattelse: number;
  readonly stangda: StangdaManader;
  /** The last change of all the year's series that this one has taken part in. */
  readonly andring: number;
  /** Accruals that vouchers of this series have reversed: some tens a year. */
  readonly vanda: ReadonlySet<string>;
  /** The last closing of the year before whose opening balance stands here. */
  readonly bokslut: number;
}

/** A closing or an opening of months, of one series or of all that a year has. */
export interface Periodandring {
  readonly nummer: number;
  readonly slag: 'stangning' | 'oppning';
  readonly fran: Datum;
  readonly till: Datum;
  readonly av: string;
  readonly grund: Periodgrund;
}

type Var = { forbund: ForbundId; ar: Ar; serie: Nyckel };
type Innehall = { datum: Datum; text: string; rader: readonly Verifikationsrad[]; dokument?: string };
export type BokforVerifikation = Command<'BokforVerifikation', Var & Innehall>;
export type RattaVerifikation = Command<'RattaVerifikation', Var & Innehall & { rattar: number }>;
export type BokforIngaendeBalans = Command<
  'BokforIngaendeBalans',
  Var & { rader: readonly Verifikationsrad[]; dokument?: string; bokslut?: number }
>;
export type BokforPeriodisering = Command<'BokforPeriodisering', Var & Innehall & Periodisering>;
/** The rows come with it: those of the accrual and its corrections, turned. */
export type VandPeriodisering = Command<'VandPeriodisering', Var & Innehall & { vander: Verifikationsplats }>;
/** The rows come with it: what is left of the voucher and its corrections, turned, when `senasteRattelse` was the last. */
export type MakuleraVerifikation = Command<
  'MakuleraVerifikation',
  Var & Innehall & { rattar: number; senasteRattelse: number }
>;
export type BokforingKommando =
  | BokforVerifikation
  | RattaVerifikation
  | BokforIngaendeBalans
  | BokforPeriodisering
  | VandPeriodisering
  | MakuleraVerifikation;

type Period = { fran: Datum; till: Datum; av: string; grund: Periodgrund };
export type StangPeriod = Command<'StangPeriod', Var & Period>;
export type OppnaPeriod = Command<'OppnaPeriod', Var & Period>;
/** Those of the year's changes that have not reached the series. */
export type GenomforPeriodandringar = Command<
  'GenomforPeriodandringar',
  Var & { andringar: readonly Periodandring[] }
>;
export type SerieperiodKommando = StangPeriod | OppnaPeriod | GenomforPeriodandringar;

/** A voucher is one event and one transaction: beyond this it is a file to import, not a voucher. */
export const MAX_RADER = 5_000;

export const bokforingStream = (forbund: ForbundId, ar: Ar, serie: Nyckel): string =>
  `bokforing-${forbund}-${ar}-${serie}`;

const fel = (
  kod: BokforingKod,
  text: string,
  falt: string,
  forvantat: string,
  data = {},
): DomanFel<BokforingKod> => new DomanFel(kod, text, { falt, forvantat, data });

/** Rows against the registers as they stand. What they hold is only ever added to, so this may be checked before the append. */
export function kontrolleraMotRegister(
  rader: readonly Verifikationsrad[],
  plan: KontoplanState,
  kandaInsatser: ReadonlySet<InsatsId>,
): void {
  rader.forEach((rad, n) => {
    if (!plan.konton.has(rad.konto))
      throw fel(
        'KONTO_SAKNAS',
        `Kontot ${rad.konto} finns inte i förbundets kontoplan.`,
        `rader[${n}].konto`,
        'ett konto i kontoplanen',
        { konto: rad.konto },
      );
    if (rad.motpart !== undefined && !plan.motparter.has(rad.motpart))
      throw fel(
        'MOTPART_SAKNAS',
        `Motparten ${rad.motpart} är inte upplagd.`,
        `rader[${n}].motpart`,
        'en upplagd motpart',
      );
    if (rad.insats !== undefined && !kandaInsatser.has(rad.insats))
      throw fel(
        'INSATS_SAKNAS',
        `Insatsen ${rad.insats} är inte registrerad.`,
        `rader[${n}].insats`,
        'en registrerad insats',
      );
  });
}

/** Only a rättelse can withdraw what was stated. */
function kontrolleraUtgar(rader: readonly Verifikationsrad[]): void {
  const n = rader.findIndex((r) => r.utgar);
  if (n >= 0)
    throw fel(
      'UTGAR_UTAN_RATTELSE',
      'Bara en rättelse kan låta en uppgift utgå.',
      `rader[${n}].utgar`,
      'en rättelse',
    );
}

function kontrolleraRader(rader: readonly Verifikationsrad[]): void {
  if (rader.length === 0)
    throw fel('VERIFIKATION_UTAN_RADER', 'Verifikationen har inga rader.', 'rader', 'minst två rader');
  if (rader.length > MAX_RADER)
    throw fel(
      'VERIFIKATION_FOR_STOR',
      `Verifikationen har ${rader.length} rader.`,
      'rader',
      `högst ${MAX_RADER} rader`,
    );
  const differens = summa(rader.map((r) => r.beloppOre));
  if (differens !== 0n)
    throw fel(
      'VERIFIKATION_OBALANSERAD',
      `Debet och kredit skiljer ${differens} öre.`,
      'rader',
      'rader som summerar till noll',
      { differensOre: Number(differens) },
    );
}

function kontrolleraInnehall(data: Var & Innehall): void {
  kontrolleraRader(data.rader);
  if (data.text.trim() === '')
    throw fel(
      'VERIFIKATION_TEXT_SAKNAS',
      'Verifikationen saknar text.',
      'text',
      'vad affärshändelsen gäller',
    );
  if (arFor(data.datum) !== data.ar)
    throw fel(
      'DATUM_UTANFOR_AR',
      `${data.datum} ligger inte i räkenskapsåret ${data.ar}.`,
      'datum',
      `en dag i ${data.ar}`,
    );
}

function kontrolleraIngaende({ rader }: BokforIngaendeBalans['data']): void {
  kontrolleraRader(rader);
  kontrolleraUtgar(rader);
  const n = rader.findIndex((r) => !/^[12]/.test(r.konto));
  if (n >= 0)
    throw fel(
      'INGAENDE_BALANS_RESULTATKONTO',
      `Kontot ${rader[n]?.konto ?? ''} hör till resultatet och kan inte ha ingående balans.`,
      `rader[${n}].konto`,
      'ett konto i klass 1 eller 2',
    );
}

function kontrolleraFinns(nummer: number, { antal }: BokforingState): void {
  if (!Number.isSafeInteger(nummer) || nummer < 1 || nummer > antal)
    throw fel(
      'VERIFIKATION_OKAND',
      `Serien har ingen verifikation ${nummer}.`,
      'rattar',
      `ett nummer 1–${antal}`,
    );
}

function kontrolleraMakulering(
  { rader, rattar, senasteRattelse }: MakuleraVerifikation['data'],
  state: BokforingState,
): void {
  kontrolleraFinns(rattar, state);
  if (state.senasteRattelse > senasteRattelse)
    throw fel(
      'MAKULERING_INAKTUELL',
      `Verifikation ${state.senasteRattelse} har rättat i serien sedan makuleringen räknades fram.`,
      'rattar',
      'att makuleringen görs om på det som gäller nu',
    );
  if (rader.length === 0)
    throw fel(
      'VERIFIKATION_REDAN_MAKULERAD',
      `Av verifikation ${rattar} finns inget kvar.`,
      'rattar',
      'en verifikation som inte är makulerad',
    );
}

function bokfor(kommando: BokforingKommando, state: BokforingState): BokforingHandelse[] {
  if (kommando.typ === 'BokforIngaendeBalans') {
    const { data } = kommando;
    kontrolleraIngaende(data);
    kontrolleraOppenIngaende(state.stangda, data.serie, data.bokslut !== undefined);
    if (data.bokslut !== undefined && data.bokslut <= state.bokslut)
      throw fel(
        'BOKSLUT_BOKFORT',
        `Den ingående balansen enligt bokslut ${state.bokslut} är redan bokförd.`,
        'bokslut',
        'ett senare bokslut',
      );
    return [{ typ: 'IngaendeBalansBokford', data }];
  }
  if (kommando.typ === 'MakuleraVerifikation') kontrolleraMakulering(kommando.data, state);
  kontrolleraInnehall(kommando.data);
  kontrolleraOppen(state.stangda, kommando.data.serie, kommando.data.datum);
  const nummer = state.antal + 1;
  switch (kommando.typ) {
    case 'VandPeriodisering':
      kontrolleraEjVand(state.vanda, kommando.data.vander);
      kontrolleraUtgar(kommando.data.rader);
      return [{ typ: 'VerifikationBokford', data: { ...kommando.data, nummer } }];
    case 'BokforVerifikation':
      kontrolleraUtgar(kommando.data.rader);
      return [{ typ: 'VerifikationBokford', data: { ...kommando.data, nummer } }];
    case 'BokforPeriodisering': {
      const { slag, vands, ...data } = kommando.data;
      kontrolleraUtgar(data.rader);
      kontrolleraPeriodisering({ slag, vands }, data.datum, data.rader);
      return [{ typ: 'VerifikationBokford', data: { ...data, nummer, periodisering: { slag, vands } } }];
    }
    case 'RattaVerifikation':
      kontrolleraFinns(kommando.data.rattar, state);
      return [{ typ: 'RattelseBokford', data: { ...kommando.data, nummer } }];
    case 'MakuleraVerifikation': {
      const { senasteRattelse: _, ...data } = kommando.data;
      return [{ typ: 'RattelseBokford', data: { ...data, nummer, makulerar: true } }];
    }
    default:
      return omojlig(kommando);
  }
}

function andraPerioder(kommando: SerieperiodKommando, state: BokforingState): BokforingHandelse[] {
  switch (kommando.typ) {
    case 'StangPeriod':
      kontrolleraPeriod(kommando.data.ar, kommando.data);
      kontrolleraAttStanga(state.stangda, kommando.data);
      return [{ typ: 'PeriodStangd', data: kommando.data }];
    case 'OppnaPeriod':
      kontrolleraPeriod(kommando.data.ar, kommando.data);
      kontrolleraAttOppna(state.stangda, kommando.data);
      return [{ typ: 'PeriodOppnad', data: kommando.data }];
    case 'GenomforPeriodandringar': {
      const { andringar, ...serien } = kommando.data;
      const nya = andringar.filter((a) => a.nummer > state.andring);
      if (nya.length === 0)
        throw fel(
          'PERIODANDRING_GENOMFORD',
          `Serie ${serien.serie} har redan alla ändringar till och med ${state.andring}.`,
          'andringar',
          `en ändring efter ${state.andring}`,
        );
      // Also what changes nothing here is an event: an earlier change that comes late is then known to be passed.
      return nya.map(({ nummer, slag, ...period }) => ({
        typ: slag === 'stangning' ? 'PeriodStangd' : 'PeriodOppnad',
        data: { ...serien, ...period, andring: nummer },
      }));
    }
    default:
      return omojlig(kommando);
  }
}

function decide(
  kommando: BokforingKommando | SerieperiodKommando,
  state: BokforingState,
): BokforingHandelse[] {
  const { serie } = kommando.data;
  if (!arNyckel(serie) || serie.includes('-'))
    throw fel(
      'SERIE_OGILTIG',
      `"${serie}" kan inte vara en verifikationsserie.`,
      'serie',
      'gemener a–z och siffror',
    );
  switch (kommando.typ) {
    case 'StangPeriod':
    case 'OppnaPeriod':
    case 'GenomforPeriodandringar':
      return andraPerioder(kommando, state);
    default:
      return bokfor(kommando, state);
  }
}

function evolve(state: BokforingState, handelse: BokforingHandelse): BokforingState {
  switch (handelse.typ) {
    case 'VerifikationBokford': {
      const { nummer, vander } = handelse.data;
      const vanda = vander ? new Set([...state.vanda, platsnyckel(vander)]) : state.vanda;
      return { ...state, antal: nummer, vanda };
    }
    case 'RattelseBokford':
      return { ...state, antal: handelse.data.nummer, senasteRattelse: handelse.data.nummer };
    case 'IngaendeBalansBokford':
      return { ...state, bokslut: handelse.data.bokslut ?? state.bokslut };
    case 'PeriodStangd': {
      const { fran, till, av, grund, andring = state.andring } = handelse.data;
      return { ...state, andring, stangda: medStangda(state.stangda, { fran, till, av, grund }) };
    }
    case 'PeriodOppnad': {
      const { andring = state.andring } = handelse.data;
      return { ...state, andring, stangda: utanStangda(state.stangda, handelse.data) };
    }
    default:
      return omojlig(handelse);
  }
}

export const bokforingDecider: Decider<
  BokforingState,
  BokforingKommando | SerieperiodKommando,
  BokforingHandelse
> = {
  start: { antal: 0, senasteRattelse: 0, stangda: new Map(), andring: 0, vanda: new Set(), bokslut: 0 },
  decide,
  evolve,
};
