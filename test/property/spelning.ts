import { beslutDecider, beslutStream, type BeslutKommando } from '#beslut/domain/beslut.decider.js';
import {
  sammantradeDecider,
  sammantradeStream,
  type SammantradeKommando,
} from '#beslut/domain/sammantrade.decider.js';
import {
  bokforingDecider,
  bokforingStream,
  kontrolleraMotRegister as kontrolleraVerifikation,
  type BokforingKommando,
  type SerieperiodKommando,
} from '#bokforing/domain/bokforing.decider.js';
import { helaAretStangt, kontrolleraOppenIngaende } from '#bokforing/domain/perioder.js';
import {
  rakenskapsarDecider,
  rakenskapsarStream,
  type BeslutaPeriodoppning,
  type BeslutaPeriodstangning,
  type UpprattaArsbokslut,
} from '#bokforing/domain/rakenskapsar.decider.js';
import {
  kontoplanDecider,
  kontoplanStream,
  type KompletteraKontoplan,
} from '#bokforing/domain/kontoplan.decider.js';
import {
  budgetDecider,
  budgetStream,
  kontrolleraMotRegister,
  type BudgetKommando,
} from '#budget/domain/budget.decider.js';
import {
  finansieringDecider,
  finansieringStream,
  kontrolleraMotRegister as kontrolleraHuvudman,
  type FinansieringKommando,
} from '#finansiering/domain/finansiering.decider.js';
import {
  medelspostDecider,
  medelspostStream,
  type MedelspostKommando,
} from '#finansiering/domain/medelspost.decider.js';
import { forbundDecider, forbundStream, type ForbundKommando } from '#forbund/domain/forbund.decider.js';
import { gruppDecider, gruppStream, type GruppKommando } from '#forbund/domain/grupp.decider.js';
import {
  inlasningDecider,
  inlasningStream,
  type InlasningKommando,
} from '#inlasning/kalldokument/domain/inlasning.decider.js';
import {
  insatsDecider,
  insatsStream,
  uppfoljningDecider,
  uppfoljningStream,
  type InsatsKommando,
  type UppfoljningKommando,
} from '#insats/public.js';
import { arsSlut, arsStart, type Ar } from '#kernel/datum.js';
import { arDomanFel, omojlig } from '#kernel/fel.js';
import type { Decider, Event } from '#kernel/handelse.js';
import type { BeslutId, ForbundId, Nyckel } from '#kernel/identiteter.js';
import { summa } from '#kernel/ore.js';
import { naivaSaldon } from '#bokforing/projections/huvudbok/naiva-saldon.fixtures.js';
import {
  rapportlayoutDecider,
  rapportlayoutStream,
  type FaststallRapportlayout,
} from '#rapportlayout/domain/rapportlayout.decider.js';
import { prognosDecider, prognosStream, type RegistreraPrognos } from '#prognos/domain/prognos.decider.js';

/** What somebody tries to do. Data and not a function: a counterexample is printed whole. */
export type Steg =
  | { readonly i: 'forbund'; readonly kommando: ForbundKommando }
  | { readonly i: 'grupp'; readonly kommando: GruppKommando }
  | { readonly i: 'beslut'; readonly kommando: BeslutKommando }
  | { readonly i: 'sammantrade'; readonly kommando: SammantradeKommando }
  | { readonly i: 'insats'; readonly kommando: InsatsKommando }
  | { readonly i: 'uppfoljning'; readonly kommando: UppfoljningKommando }
  | { readonly i: 'kontoplan'; readonly kommando: KompletteraKontoplan }
  | { readonly i: 'bokforing'; readonly kommando: BokforingKommando }
  | {
      readonly i: 'serieperiod';
      readonly kommando: Exclude<SerieperiodKommando, { typ: 'GenomforPeriodandringar' }>;
    }
  | { readonly i: 'rakenskapsar'; readonly kommando: Rakenskapsarssteg }
  | { readonly i: 'budget'; readonly kommando: BudgetKommando }
  | { readonly i: 'finansiering'; readonly kommando: FinansieringKommando }
  | { readonly i: 'medelspost'; readonly kommando: MedelspostKommando }
  | { readonly i: 'prognos'; readonly kommando: RegistreraPrognos }
  | { readonly i: 'inlasning'; readonly kommando: InlasningKommando }
  | { readonly i: 'rapportlayout'; readonly kommando: FaststallRapportlayout };

type Bokslutsdata = Omit<UpprattaArsbokslut['data'], 'rader' | 'resultatOre' | 'andring'>;
/** Of a closing only what people say: its rows are found when it is played. */
export type Rakenskapsarssteg =
  | BeslutaPeriodstangning
  | BeslutaPeriodoppning
  | {
      readonly typ: 'UpprattaArsbokslut';
      readonly data: Bokslutsdata;
    };

/** The contexts as the command handlers run them, in memory: what the domain refuses leaves no events. */
class Spelning {
  readonly handelser: Event[] = [];
  private readonly tillstand = new Map<string, unknown>();

  forsok(steg: Steg): void {
    try {
      this.handelser.push(...this.utfor(steg));
    } catch (fel) {
      if (!arDomanFel(fel)) throw fel;
    }
  }

  private utfor(steg: Steg): readonly Event[] {
    switch (steg.i) {
      case 'forbund':
        return this.besluta(forbundStream(steg.kommando.data.forbund), forbundDecider, steg.kommando);
      case 'grupp':
        return this.besluta(gruppStream(steg.kommando.data.grupp), gruppDecider, steg.kommando);
      case 'beslut': {
        const { forbund, beslut } = steg.kommando.data;
        return this.besluta(beslutStream(forbund, beslut), beslutDecider, steg.kommando);
      }
      case 'sammantrade': {
        const { forbund, sammantrade } = steg.kommando.data;
        return this.besluta(sammantradeStream(forbund, sammantrade), sammantradeDecider, steg.kommando);
      }
      case 'insats': {
        const { forbund, insats } = steg.kommando.data;
        return this.besluta(insatsStream(forbund, insats), insatsDecider, steg.kommando);
      }
      case 'uppfoljning': {
        const { forbund, insats } = steg.kommando.data;
        return this.besluta(uppfoljningStream(forbund, insats), uppfoljningDecider, steg.kommando);
      }
      case 'kontoplan':
        return this.besluta(kontoplanStream(steg.kommando.data.forbund), kontoplanDecider, steg.kommando);
      case 'bokforing':
        return this.bokfor(steg.kommando);
      case 'serieperiod': {
        const { forbund, ar, serie } = steg.kommando.data;
        return this.besluta(bokforingStream(forbund, ar, serie), bokforingDecider, steg.kommando);
      }
      case 'rakenskapsar':
        return steg.kommando.typ === 'UpprattaArsbokslut'
          ? this.avsluta(steg.kommando.data)
          : this.andraAret(steg.kommando);
      case 'budget':
        return this.budgetera(steg.kommando);
      case 'finansiering':
        return this.finansiera(steg.kommando);
      case 'medelspost':
        this.kontrolleraHuvudman(steg.kommando.data);
        return this.besluta(medelspostStream(steg.kommando.data.forbund), medelspostDecider, steg.kommando);
      case 'prognos': {
        const { forbund, ar } = steg.kommando.data;
        const data = { ...steg.kommando.data, underlagOrdinal: this.handelser.length };
        return this.besluta(prognosStream(forbund, ar), prognosDecider, { ...steg.kommando, data });
      }
      case 'inlasning':
        return this.besluta(inlasningStream(steg.kommando.data.forbund), inlasningDecider, steg.kommando);
      case 'rapportlayout': {
        const { forbund, rapport } = steg.kommando.data;
        return this.besluta(rapportlayoutStream(forbund, rapport), rapportlayoutDecider, steg.kommando);
      }
      default:
        return omojlig(steg);
    }
  }

  private bokfor(kommando: BokforingKommando): readonly Event[] {
    const { forbund, ar, serie, rader } = kommando.data;
    const registrerad = (insats: string): boolean =>
      this.nu(insatsStream(forbund, insats), insatsDecider).status !== 'saknas';
    const insatser = rader.flatMap((r) =>
      r.insats !== undefined && registrerad(r.insats) ? [r.insats] : [],
    );
    kontrolleraVerifikation(rader, this.nu(kontoplanStream(forbund), kontoplanDecider), new Set(insatser));
    const stream = bokforingStream(forbund, ar, serie);
    const { stangda } = this.nu(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    // Nothing is stored for a command that will be refused.
    if (!this.tillstand.has(stream))
      bokforingDecider.decide(kommando, { ...bokforingDecider.start, stangda });
    return [...this.laggUppSerie(forbund, ar, serie), ...this.besluta(stream, bokforingDecider, kommando)];
  }

  /** A series is in its year's register, and has had the year's closings, before anything is booked in it. */
  private laggUppSerie(forbund: ForbundId, ar: Ar, serie: Nyckel): readonly Event[] {
    const register = this.nu(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    if (register.serier.has(serie)) return [];
    const kommando = { typ: 'LaggUppSerie', data: { forbund, ar, serie } } as const;
    return [
      ...this.besluta(rakenskapsarStream(forbund, ar), rakenskapsarDecider, kommando),
      ...this.foljAret(forbund, ar, serie),
    ];
  }

  private foljAret(forbund: ForbundId, ar: Ar, serie: Nyckel): readonly Event[] {
    const { andringar } = this.nu(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    const stream = bokforingStream(forbund, ar, serie);
    if (this.nu(stream, bokforingDecider).andring >= andringar.length) return [];
    const data = { forbund, ar, serie, andringar };
    return this.besluta(stream, bokforingDecider, { typ: 'GenomforPeriodandringar', data });
  }

  private andraAret(kommando: BeslutaPeriodstangning | BeslutaPeriodoppning): readonly Event[] {
    const { forbund, ar } = kommando.data;
    const stream = rakenskapsarStream(forbund, ar);
    const beslutat = this.besluta(stream, rakenskapsarDecider, kommando);
    const { serier, andringar } = this.nu(stream, rakenskapsarDecider);
    return [
      ...beslutat,
      ...[...serier].flatMap((serie) => this.foljAret(forbund, ar, serie)),
      ...this.besluta(stream, rakenskapsarDecider, {
        typ: 'SlutforPeriodandringar',
        data: { forbund, ar, nummer: andringar.length },
      }),
    ];
  }

  private avsluta(data: Bokslutsdata): readonly Event[] {
    const { forbund, ar, konto } = data;
    const stream = rakenskapsarStream(forbund, ar);
    const saldona = naivaSaldon(this.handelser, {
      forbund: [forbund],
      per: arsSlut(ar),
      ordinal: this.handelser.length,
    });
    const resultatOre = -summa(saldona.filter((s) => s.konto >= '3').map((s) => s.utgaendeOre));
    const balans = saldona.filter((s) => s.konto < '3' && /^\d+$/.test(s.konto) && s.utgaendeOre !== 0n);
    const rader = [
      ...balans.map(({ konto: k, insats, motpart, utgaendeOre }) => ({
        konto: k,
        ...(insats === null ? {} : { insats }),
        ...(motpart === null ? {} : { motpart }),
        beloppOre: utgaendeOre,
      })),
      { konto, beloppOre: -summa(balans.map((s) => s.utgaendeOre)) },
    ];
    const nasta = this.nu(rakenskapsarStream(forbund, ar + 1), rakenskapsarDecider);
    kontrolleraOppenIngaende(nasta.stangda, 'bokslut', true);
    this.handelser.push(...this.stangHelaAret(data)); // a command of its own
    const { andringar } = this.nu(stream, rakenskapsarDecider);
    const kommando = {
      typ: 'UpprattaArsbokslut',
      data: { ...data, rader, resultatOre, andring: andringar.length },
    } as const;
    const upprattat = this.besluta(stream, rakenskapsarDecider, kommando);
    const bokslut = this.nu(stream, rakenskapsarDecider).bokslut?.nummer ?? 0;
    const ingaende = { forbund, ar: ar + 1, serie: 'bokslut', rader, bokslut };
    return [
      ...upprattat,
      ...this.laggUppSerie(forbund, ar + 1, 'bokslut'),
      ...this.besluta(bokforingStream(forbund, ar + 1, 'bokslut'), bokforingDecider, {
        typ: 'BokforIngaendeBalans',
        data: ingaende,
      }),
    ];
  }

  /** A year is closed, whole, before its books are. */
  private stangHelaAret({ forbund, ar, av, grund }: Bokslutsdata): readonly Event[] {
    const { stangda } = this.nu(rakenskapsarStream(forbund, ar), rakenskapsarDecider);
    if (helaAretStangt(stangda)) return [];
    const data = { forbund, ar, fran: arsStart(ar), till: arsSlut(ar), av, grund };
    return this.andraAret({ typ: 'BeslutaPeriodstangning', data });
  }

  private budgetera(kommando: BudgetKommando): readonly Event[] {
    const { forbund, ar, rader, stod } = kommando.data;
    kontrolleraMotRegister(rader, stod, {
      kandaPoster: this.nu(kontoplanStream(forbund), kontoplanDecider).poster,
      beslutFinns: stod?.slag === 'beslut' && this.beslutFinns(forbund, stod.beslut),
    });
    return this.besluta(budgetStream(forbund, ar), budgetDecider, kommando);
  }

  private finansiera(kommando: FinansieringKommando): readonly Event[] {
    const { forbund, ar } = kommando.data;
    this.kontrolleraHuvudman(kommando.data);
    return this.besluta(finansieringStream(forbund, ar), finansieringDecider, kommando);
  }

  private kontrolleraHuvudman(data: FinansieringKommando['data'] | MedelspostKommando['data']): void {
    const register = this.nu(forbundStream(data.forbund), forbundDecider);
    const stod = 'stod' in data ? data.stod : undefined;
    kontrolleraHuvudman(data, {
      forbundetFinns: register.uppgifter !== undefined,
      medlemmar: register.medlemmar,
      beslutFinns: stod?.slag === 'beslut' && this.beslutFinns(data.forbund, stod.beslut),
    });
  }

  private beslutFinns(forbund: ForbundId, beslut: BeslutId): boolean {
    return this.nu(beslutStream(forbund, beslut), beslutDecider).finns;
  }

  private nu<State>(stream: string, decider: { readonly start: State }): State {
    return this.tillstand.has(stream) ? (this.tillstand.get(stream) as State) : decider.start;
  }

  private besluta<State, Kommando, Handelse extends Event>(
    stream: string,
    decider: Decider<State, Kommando, Handelse>,
    kommando: Kommando,
  ): readonly Handelse[] {
    const state = this.nu(stream, decider);
    const handelser = decider.decide(kommando, state);
    this.tillstand.set(stream, handelser.reduce(decider.evolve, state));
    return handelser;
  }
}

/** The events that a sequence of attempts leads to: only such as the domain itself would have stored. */
export function spela(steg: readonly Steg[]): readonly Event[] {
  const spelning = new Spelning();
  for (const ett of steg) spelning.forsok(ett);
  return spelning.handelser;
}
