import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beslutDecider } from '#beslut/domain/beslut.decider.js';
import { sammantradeDecider } from '#beslut/domain/sammantrade.decider.js';
import { bokforingDecider } from '#bokforing/domain/bokforing.decider.js';
import { rakenskapsarDecider } from '#bokforing/domain/rakenskapsar.decider.js';
import { kontoplanDecider } from '#bokforing/domain/kontoplan.decider.js';
import { budgetDecider } from '#budget/domain/budget.decider.js';
import { uppgraderingar } from '#apps/standalone/src/handelsescheman.js';
import { PROJEKTROT } from '#platform/projektrot.js';
import { lasData } from '#event-store/serialisering.js';
import { finansieringDecider } from '#finansiering/domain/finansiering.decider.js';
import { medelspostDecider } from '#finansiering/domain/medelspost.decider.js';
import { forbundDecider } from '#forbund/domain/forbund.decider.js';
import { gruppDecider } from '#forbund/domain/grupp.decider.js';
import { inlasningDecider } from '#inlasning/kalldokument/domain/inlasning.decider.js';
import { insatsDecider } from '#insats/domain/insats.decider.js';
import { uppfoljningDecider } from '#insats/domain/uppfoljning.decider.js';
import type { Event } from '#kernel/handelse.js';
import { prognosDecider } from '#prognos/domain/prognos.decider.js';
import { rapportlayoutDecider } from '#rapportlayout/domain/rapportlayout.decider.js';

/** A stored event of some version, as it was once written: never changed, never removed. */
export interface Fixtur {
  readonly typ: string;
  readonly version: number;
  /** Canonical JSON would do as well: what the store held. */
  readonly text: string;
}

const MAPP = join(PROJEKTROT, 'test', 'fixtures', 'events');

export function fixturer(): readonly Fixtur[] {
  return readdirSync(MAPP)
    .sort()
    .map((fil) => {
      const m = /^(\w+)\.v(\d+)\.json$/.exec(fil);
      if (!m) throw new Error(`${fil} heter inte <Typ>.v<N>.json`);
      return { typ: m[1]!, version: Number(m[2]), text: readFileSync(join(MAPP, fil), 'utf8') };
    });
}

/** As a reader gets it today: amounts as bigint, in the newest version. */
export const somHandelse = ({ typ, version, text }: Fixtur): Event => ({
  typ,
  data: uppgraderingar().uppgradera(typ, version, lasData(text)),
});

interface Strom {
  readonly decider: {
    readonly start: unknown;
    readonly evolve: (state: never, handelse: never) => unknown;
  };
  /** In an order in which they may happen. */
  readonly typer: readonly string[];
}

/** Every event type by the stream it belongs to, streams in an order in which they may begin. */
export const STROMMAR: Readonly<Record<string, Strom>> = {
  'forbund-mitt': {
    decider: forbundDecider,
    typer: ['ForbundRegistrerat', 'ForbundAndrat', 'MedlemIntradde', 'MedlemUttradde', 'StyrelseSammansatt'],
  },
  'grupp-lanet': { decider: gruppDecider, typer: ['GruppBildad', 'GruppAndrad'] },
  'beslut-mitt': {
    decider: beslutDecider,
    typer: [
      'BeslutFattat',
      'BeslutRattat',
      'BeslutOverklagat',
      'OverklagandeAvgjort',
      'TidigareBeslutFaststallda',
      'BeslutUpphavt',
      'BeslutErsatt',
    ],
  },
  'sammantrade-mitt': {
    decider: sammantradeDecider,
    typer: [
      'SammantradeKallat',
      'SammantradeHallet',
      'ProtokollJusterat',
      'ProtokollAnslaget',
      'AnslagNedtaget',
    ],
  },
  'insats-mitt-spira': {
    decider: insatsDecider,
    typer: [
      'InsatsRegistrerad',
      'InsatsAnsokt',
      'InsatsansokanAvslagen',
      'InsatsBeviljad',
      'BeviljandeAndrat',
      'InsatsStartad',
      'InsatsNamnbytt',
      'InsatsAvslutad',
      'InsatsFortsatt',
      'InsatsDelad',
      'InsatsSammanford',
      'InsatsOverlamnad',
    ],
  },
  'uppfoljning-mitt--spira': {
    decider: uppfoljningDecider,
    typer: [
      'MalSatt',
      'MalAndrat',
      'MalutfallRapporterat',
      'MalutfallRattat',
      'UppfoljningRapporterad',
      'UppfoljningRattad',
    ],
  },
  'inlasning-mitt': { decider: inlasningDecider, typer: ['InlasningPaborjad', 'InlasningSlutford'] },
  'kontoplan-mitt': {
    decider: kontoplanDecider,
    typer: ['KontoUpplagt', 'MotpartUpplagd', 'PostUpplagd', 'PostAndrad'],
  },
  'budget-mitt-2024': {
    decider: budgetDecider,
    typer: [
      'BudgetFaststalld',
      'BudgetAndrad',
      'BudgetRattad',
      'PeriodbudgetFaststalld',
      'PrognosFaststalld',
    ],
  },
  'finansiering-mitt-2024': {
    decider: finansieringDecider,
    typer: [
      'MedelBeslutade',
      'MedelFakturerade',
      'MedelKrediterade',
      'MedelMottagna',
      'MedelPeriodiserade',
      'AndelarAngivna',
    ],
  },
  'medelsposter-mitt': {
    decider: medelspostDecider,
    typer: ['MedelspostUtpekad', 'MedelspostStruken'],
  },
  'bokforing-mitt-2024-a': {
    decider: bokforingDecider,
    typer: [
      'IngaendeBalansBokford',
      'VerifikationBokford',
      'RattelseBokford',
      'PeriodStangd',
      'PeriodOppnad',
    ],
  },
  'rakenskapsar-mitt-2024': {
    decider: rakenskapsarDecider,
    typer: [
      'SerieUpplagd',
      'PeriodstangningBeslutad',
      'PeriodoppningBeslutad',
      'PeriodandringarGenomforda',
      'ArsbokslutUpprattat',
    ],
  },
  'prognos-mitt-2024': { decider: prognosDecider, typer: ['PrognosBeraknad'] },
  'rapportlayout-mitt--driftredovisning': {
    decider: rapportlayoutDecider,
    typer: ['RapportlayoutFaststalld'],
  },
};
