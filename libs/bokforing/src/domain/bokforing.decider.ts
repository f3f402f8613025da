import { arFor, type Ar, type Datum } from '#kernel/datum.js';
import { DomanFel, omojlig } from '#kernel/fel.js';
import type { Command, Decider } from '#kernel/handelse.js';
import { arNyckel, type ForbundId, type InsatsId, type Nyckel } from '#kernel/identiteter.js';
import { summa } from '#kernel/ore.js';
import type { BokforingHandelse, Verifikationsrad } from './bokforing.events.js';
import type { KontoplanState } from './kontoplan.decider.js';

export type BokforingKod =
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
}

type Var = { forbund: ForbundId; ar: Ar; serie: Nyckel };
type Innehall = { datum: Datum; text: string; rader: readonly Verifikationsrad[]; dokument?: string };
export type BokforVerifikation = Command<'BokforVerifikation', Var & Innehall>;
export type RattaVerifikation = Command<'RattaVerifikation', Var & Innehall & { rattar: number }>;
export type BokforIngaendeBalans = Command<
  'BokforIngaendeBalans',
  Var & { rader: readonly Verifikationsrad[]; dokument?: string }
>;
export type BokforingKommando = BokforVerifikation | RattaVerifikation | BokforIngaendeBalans;

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

function decide({ typ, data }: BokforingKommando, state: BokforingState): BokforingHandelse[] {
  if (!arNyckel(data.serie) || data.serie.includes('-'))
    throw fel(
      'SERIE_OGILTIG',
      `"${data.serie}" kan inte vara en verifikationsserie.`,
      'serie',
      'gemener a–z och siffror',
    );
  switch (typ) {
    case 'BokforVerifikation':
      kontrolleraInnehall(data);
      kontrolleraUtgar(data.rader);
      return [{ typ: 'VerifikationBokford', data: { ...data, nummer: state.antal + 1 } }];
    case 'RattaVerifikation':
      kontrolleraInnehall(data);
      if (!Number.isSafeInteger(data.rattar) || data.rattar < 1 || data.rattar > state.antal)
        throw fel(
          'VERIFIKATION_OKAND',
          `Serien har ingen verifikation ${data.rattar}.`,
          'rattar',
          `ett nummer 1–${state.antal}`,
        );
      return [{ typ: 'RattelseBokford', data: { ...data, nummer: state.antal + 1 } }];
    case 'BokforIngaendeBalans': {
      kontrolleraRader(data.rader);
      kontrolleraUtgar(data.rader);
      const n = data.rader.findIndex((r) => !/^[12]/.test(r.konto));
      if (n >= 0)
        throw fel(
          'INGAENDE_BALANS_RESULTATKONTO',
          `Kontot ${data.rader[n]?.konto ?? ''} hör till resultatet och kan inte ha ingående balans.`,
          `rader[${n}].konto`,
          'ett konto i klass 1 eller 2',
        );
      return [{ typ: 'IngaendeBalansBokford', data }];
    }
    default:
      return omojlig(typ);
  }
}

export const bokforingDecider: Decider<BokforingState, BokforingKommando, BokforingHandelse> = {
  start: { antal: 0 },
  decide,
  evolve: (state, handelse) => {
    switch (handelse.typ) {
      case 'VerifikationBokford':
      case 'RattelseBokford':
        return { antal: handelse.data.nummer };
      case 'IngaendeBalansBokford':
        return state;
      default:
        return omojlig(handelse);
    }
  },
};
