import { delaPostId, POSTSLAG, type Postslag } from '#kernel/poster.js';
import {
  kontointervall,
  type Tabelldefinition,
  type Sida,
  type Urval,
  type Villkor,
} from '#rapportlayout/public.js';
import type { Belopp, Kontoregister } from '../stomme/belopp.js';

type Prov = (belopp: Belopp, register: Kontoregister) => boolean;

/** Each condition that a definition can give; one that it does not give fits all. */
const PROV: { readonly [V in keyof Required<Villkor>]: (varde: Required<Villkor>[V]) => Prov } = {
  slag: (slag) => (b) => slag.includes(delaPostId(b.post).slag),
  konton: (konton) => {
    const intervall = konton.flatMap((k) => kontointervall(k) ?? []);
    return (b) => intervall.some((i) => i.fran <= b.konto && b.konto <= i.till);
  },
  poster: (poster) => (b) => poster.includes(b.post),
  grupper: (grupper) => (b, r) => grupper.includes(r.poster.get(b.post)?.grupp ?? ''),
  insats: (finns) => (b) => (b.insats !== null) === finns,
  insatser: (insatser) => (b) => b.insats !== null && insatser.includes(b.insats),
  motpart: (finns) => (b) => (b.motpart !== null) === finns,
  motparter: (motparter) => (b) => b.motpart !== null && motparter.includes(b.motpart),
  ord: (ord) => (b, r) => {
    const rad = etikett(b, r).toLowerCase();
    return ord.some((o) => rad.includes(o));
  },
  matt: (matt) => (b) => matt.some((m) => m === b.matt),
};

/** What money is called: its post's label, or its konto where no post has it. */
export function etikett(b: Belopp, register: Kontoregister): string {
  const post = register.poster.get(b.post)?.rad;
  return post ?? `${b.konto} ${register.konton.get(b.konto) ?? ''}`.trim();
}

const uppfyller = (villkor: Villkor): Prov => {
  const alla = (Object.keys(PROV) as (keyof Villkor)[]).flatMap((namn) => {
    const varde = villkor[namn];
    return varde === undefined ? [] : [(PROV[namn] as (v: typeof varde) => Prov)(varde)];
  });
  return (b, r) => alla.every((ett) => ett(b, r));
};

/** Whether money is chosen: by one of several urval, and not taken out of it. */
export function valjare(urval: readonly Urval[]): Prov {
  const alla = urval.map(({ utom = [], ...villkor }) => ({
    med: uppfyller(villkor),
    utom: utom.map(uppfyller),
  }));
  return (b, r) => alla.some((u) => u.med(b, r) && !u.utom.some((ut) => ut(b, r)));
}

/** Which kinds of money an urval can choose. */
export const mojligaSlag = (urval: readonly Urval[], bland: readonly Postslag[] = POSTSLAG): Postslag[] =>
  bland.filter((slag) => urval.some((u) => u.slag === undefined || u.slag.includes(slag)));

/**
 * Which side is shown as positive. Income, debts, equity: credit. Assets: debit. Costs: as the table says. Where both meet,
 * as in a result: credit.
 */
export function sidanFor(tecken: Tabelldefinition['tecken'], slagen: readonly Postslag[]): Sida {
  if (tecken === 'kassaflode') return 'kredit';
  const debet = (slag: Postslag): boolean =>
    slag === 'tillgang' || (slag === 'kostnad' && tecken === 'kostnad_positiv');
  return slagen.length > 0 && slagen.every(debet) ? 'debet' : 'kredit';
}
