import {
  kontrolleraAndelar,
  LAGENS_ANDELAR,
  medelspostFor,
  partbelopp,
  partlagen,
  PARTER,
  summalage,
  type Finansieringsfakta,
  type Medelslage,
  type Medelspost,
  type Partlage,
} from '#finansiering/public.js';
import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import { divideraAvrundat, summa, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId, type Postslag } from '#kernel/poster.js';
import type {
  Andelskontroll,
  Finansieringsrapport,
  Forbundsfinansiering,
  Huvudmannarad,
  Part,
  Partrad,
} from './rader.js';
import { undantagen } from './undantag.js';

/** What is decided and budgeted: known without the books. */
export interface Medelsuppgifter {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly fakta: Finansieringsfakta;
  readonly medelsposter: readonly Medelspost[];
  readonly overordnad: ReadonlyMap<PostId, PostId | null>;
  /** Income positive, cost negative. */
  readonly budget: ReadonlyMap<PostId, Ore>;
}

export interface Forbundsuppgifter extends Medelsuppgifter {
  /** Income positive, cost negative. */
  readonly utfall: ReadonlyMap<PostId, Ore>;
  /** Closing balances in the ledger's sign: debit positive. */
  readonly saldon: ReadonlyMap<PostId, Ore>;
  readonly medlemsnamn: ReadonlyMap<Nyckel, string>;
}

/** Pure: the same facts give the same report. */
export const finansiering = (u: {
  readonly ar: Ar;
  readonly per: Datum;
  readonly forbund: readonly Forbundsuppgifter[];
}): Finansieringsrapport => ({ ar: u.ar, forbund: u.forbund.map((f) => forbundets(f, u.per)) });

const PROMILLE = 1000n;

const andel = (del: Ore | null, helhet: Ore | null): number | null =>
  del === null || helhet === null || helhet === 0n ? null : Number(divideraAvrundat(del * PROMILLE, helhet));

const summaEllerNull = (belopp: readonly Ore[]): Ore | null => (belopp.length === 0 ? null : summa(belopp));

/** The posts that hold medel, directly or through the coarser post that they detail, with whose they are. */
class Medelsposter {
  private readonly utpekade: ReadonlyMap<PostId, Medelspost>;

  constructor(private readonly u: Medelsuppgifter) {
    this.utpekade = new Map(u.medelsposter.map((m) => [m.post, m]));
  }

  /** The medel among the amounts, of one kind of post. */
  av(belopp: ReadonlyMap<PostId, Ore>, slag: Postslag): { vems: Medelspost; beloppOre: Ore }[] {
    return [...belopp].flatMap(([post, beloppOre]) => {
      const vems = medelspostFor(post, this.utpekade, this.u.overordnad);
      return vems && delaPostId(post).slag === slag ? [{ vems, beloppOre }] : [];
    });
  }

  summa(belopp: ReadonlyMap<PostId, Ore>, slag: Postslag): Ore | null {
    return summaEllerNull(this.av(belopp, slag).map((b) => b.beloppOre));
  }
}

/** Medel of the year: as decided, else as budgeted. Null when neither is known. */
export function beslutadeMedel(u: Medelsuppgifter, per: Datum): Ore | null {
  return (
    summalage(partlagen(u.fakta, per), u.fakta.andelar).beslutatOre ??
    new Medelsposter(u).summa(u.budget, 'intakt')
  );
}

function forbundets(u: Forbundsuppgifter, per: Datum): Forbundsfinansiering {
  const medelsposter = new Medelsposter(u);
  const bokforda = medelsposter.av(u.utfall, 'intakt');
  const bokfort = (galler: (vems: Medelspost) => boolean): Ore | null =>
    summaEllerNull(bokforda.filter((b) => galler(b.vems)).map((b) => b.beloppOre));
  const lagen = partlagen(u.fakta, per);
  const parter = lagen.map((lage) => partraden(lage, bokfort, u.medlemsnamn));
  const enligtBeslut = summalage(lagen, u.fakta.andelar);
  const budgetOre = medelsposter.summa(u.budget, 'intakt');
  const beslutatOre = beslutadeMedel(u, per);
  const bokfortOre = bokfort(() => true);
  const skuldOre = medelsposter.summa(u.saldon, 'skuld');
  const delar = {
    forbund: u.forbund,
    namn: u.namn,
    summa: { ...enligtBeslut, beslutatOre, bokfortOre, andelBokfort: andel(bokfortOre, beslutatOre) },
    beslutatEnligt:
      enligtBeslut.beslutatOre !== null
        ? ('beslut' as const)
        : budgetOre !== null
          ? ('budget' as const)
          : null,
    budgetOre,
    parter,
    bokfortUtanHuvudmanOre: bokfort((v) => v.part === null),
    // Debts stand as credit in the ledger.
    bokfordSkuldOre: skuldOre === null ? null : -skuldOre,
    bokfordFordranOre: medelsposter.summa(u.saldon, 'tillgang'),
  };
  const kontroller = [
    kontrollen('beslutat', parter, (p) => p.beslutatOre, null, u.fakta),
    kontrollen('bokfort', parter, (p) => p.bokfortOre, delar.bokfortUtanHuvudmanOre, u.fakta),
  ];
  return { ...delar, kontroller, undantag: undantagen(delar, kontroller, u.fakta.andelar) };
}

function partraden(
  lage: Partlage,
  bokfort: (galler: (vems: Medelspost) => boolean) => Ore | null,
  namn: ReadonlyMap<Nyckel, string>,
): Partrad {
  const { part, huvudman, ...egna } = lage;
  const partensBokforda = bokfort((v) => v.part === part);
  const kanda = new Map(huvudman.map((h) => [h.medlem, h]));
  const medlemmar = [...new Set([...kanda.keys(), ...bokfordaMedlemmar(part, bokfort, namn)])];
  return {
    part,
    ...egna,
    bokfortOre: partensBokforda,
    andelBokfort: andel(partensBokforda, egna.beslutatOre),
    huvudman: medlemmar.map((medlem): Huvudmannarad => {
      const { medlem: _, ...sitt } = kanda.get(medlem) ?? { medlem, ...OKANT };
      const bokfortOre = bokfort((v) => v.part === part && v.medlem === medlem);
      return {
        medlem,
        namn: medlem === null ? null : (namn.get(medlem) ?? medlem),
        ...sitt,
        bokfortOre,
        andelBokfort: andel(bokfortOre, sitt.beslutatOre),
      };
    }),
  };
}

const OKANT: Medelslage = {
  beslutatOre: null,
  faktureratOre: null,
  mottagetOre: null,
  periodiseratOre: null,
  obetaltOre: null,
  forutbetaltOre: null,
};

const bokfordaMedlemmar = (
  part: Part,
  bokfort: (galler: (vems: Medelspost) => boolean) => Ore | null,
  namn: ReadonlyMap<Nyckel, string>,
): Nyckel[] =>
  [...namn.keys()].filter((medlem) => bokfort((v) => v.part === part && v.medlem === medlem) !== null);

/** Against the law's shares, and not what the huvudmän have said: that the two differ is an exception of its own. */
function kontrollen(
  grund: Andelskontroll['grund'],
  parter: readonly Partrad[],
  beloppet: (p: Partrad) => Ore | null,
  utanHuvudmanOre: Ore | null,
  fakta: Finansieringsfakta,
): Andelskontroll {
  const av = (part: Part): Ore | null => {
    const rad = parter.find((p) => p.part === part);
    return rad ? beloppet(rad) : null;
  };
  if (utanHuvudmanOre !== null && utanHuvudmanOre !== 0n)
    return { grund, rader: null, varforInte: 'pengar är bokförda utan huvudman' };
  const belopp = partbelopp(av, fakta.andelar);
  if (belopp) return { grund, rader: kontrolleraAndelar(belopp, LAGENS_ANDELAR), varforInte: null };
  const saknas = PARTER.filter((p) => av(p) === null);
  return { grund, rader: null, varforInte: `uppgift saknas för ${saknas.join(', ')}` };
}
