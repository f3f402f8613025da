import { oreTillTal, type Ore } from '#kernel/ore.js';
import { delaPostId } from '#kernel/poster.js';
import type { Figurkalla } from '../stomme/belopp.js';
import type { Figuruppgift } from '../stomme/figur.js';
import type { Harledning } from './harledning.js';
import type { Planunderlag, Radunderlag } from './underlag.js';

const tal = (ore: Ore | null): number | null => (ore === null ? null : oreTillTal(ore));

const kallan = (kalla: Figurkalla) => ({
  slag: kalla.slag,
  ar: 'ar' in kalla ? kalla.ar : null,
  fran: 'period' in kalla ? kalla.period.fran : null,
  till: 'period' in kalla ? kalla.period.till : null,
  per: 'per' in kalla ? kalla.per : null,
});

/** What an event, and what it names as its reason, is. */
function handelsen(h: Harledning, ordinal: number, forbund: string) {
  const handelse = h.handelser.get(ordinal);
  const skal = handelse?.skal;
  return {
    handelse: handelse ? { ...handelse, tid: handelse.tid.toISOString() } : null,
    beslut: skal?.slag === 'beslut' ? beslutet(h, forbund, skal.beslut) : null,
    kalldokument: skal?.slag === 'dokument' ? dokumentet(h, skal.dokument) : null,
  };
}

const beslutet = (h: Harledning, forbund: string, beslut: string) =>
  h.beslut.find((b) => b.forbund === forbund && b.beslut === beslut) ?? null;
const dokumentet = (h: Harledning, dokument: string) =>
  h.dokument.find((d) => d.dokument === dokument) ?? null;

const planen = (h: Harledning, { ore, post, stod, ...p }: Planunderlag) => ({
  ...p,
  post: delaPostId(post).nyckel,
  postslag: delaPostId(post).slag,
  belopp: tal(ore),
  stod,
  ...handelsen(h, p.ordinal, p.forbund),
  ...stodet(h, { forbund: p.forbund, stod }),
});

const uppgiften = (h: Harledning, { varde, ...u }: Figuruppgift) => ({
  ...u,
  ...(h.figur.antal === undefined
    ? { belopp: tal(varde), antal: null }
    : { belopp: null, antal: tal(varde) }),
  ...handelsen(h, u.ordinal, u.forbund),
  ...stodet(h, u),
});

const stodet = (h: Harledning, { forbund, stod }: Pick<Planunderlag, 'forbund' | 'stod'>) => ({
  ...(stod?.slag === 'beslut' ? { beslut: beslutet(h, forbund, stod.id) } : {}),
  ...(stod?.slag === 'dokument' ? { kalldokument: dokumentet(h, stod.id) } : {}),
});

const raden = (h: Harledning, r: Radunderlag) => ({
  forbund: r.forbund,
  ordinal: r.ordinal,
  nr: r.nr,
  konto: r.konto,
  kontonamn: h.namn.konto(r.forbund, r.konto),
  insats: r.insats,
  motpart: r.motpart,
  ar: r.ar,
  serie: r.serie,
  nummer: r.nummer,
  datum: r.datum,
  text: r.text,
  dokument: r.dokument,
  rattar: r.rattar,
  belopp: tal(r.ore),
  ...handelsen(h, r.ordinal, r.forbund),
  ...(r.dokument === null ? {} : { kalldokument: dokumentet(h, r.dokument) }),
});

/** The figure and what it rests on. Every `belopp` is as it counts in the figure, in öre: the terms add up to it, so does its money, and so do plans, opening
 * balances, events and vouchers' rows of all pages together. `varde` is for a figure that is not money, and `antal` what an event adds to it. One that is
 * `enligtRegel` is made of its terms in another way than by adding them. */
export const harledningSomJson = (h: Harledning) => ({
  rapport: h.rapport,
  omfattning: h.omfattning,
  ar: h.ar,
  per: h.underlag.per,
  enhet: 'ore',
  figur: {
    ...{ rad: h.figur.rad, kolumn: h.figur.kolumn, etikett: h.figur.etikett },
    ...{ kolumnrubrik: h.figur.kolumnrubrik, belopp: tal(h.figur.ore) },
    ...{ varde: h.figur.antal?.varde ?? null, enhet: h.figur.antal?.enhet ?? 'ore' },
    ...{ formel: h.figur.formel, enligtRegel: h.figur.enligtRegel ?? false, definition: h.figur.definition },
  },
  termer: h.figur.termer.map((t) => ({
    ...{ rad: t.rad, kolumn: t.kolumn, etikett: t.etikett },
    belopp: t.ore === null ? null : tal(t.faktor * t.ore),
  })),
  bidrag: h.figur.bidrag.map(({ kalla, belopp: b, faktor }) => ({
    ...{ forbund: b.forbund, konto: b.konto, kontonamn: h.namn.konto(b.forbund, b.konto), insats: b.insats },
    motpart: b.motpart,
    motpartsnamn: b.motpart === null ? null : h.namn.motpart(b.forbund, b.motpart),
    post: delaPostId(b.post).nyckel,
    slag: delaPostId(b.post).slag,
    matt: b.matt,
    kalla: kallan(kalla),
    belopp: tal(faktor * b.debetOre),
  })),
  planer: h.planer.map((p) => planen(h, p)),
  ingaende: h.ingaende.map(({ ore, ...r }) => ({
    ...r,
    kontonamn: h.namn.konto(r.forbund, r.konto),
    belopp: tal(ore),
    ...handelsen(h, r.ordinal, r.forbund),
  })),
  uppgifter: (h.figur.uppgifter ?? []).map((u) => uppgiften(h, u)),
  verifikationsrader: h.rader.map((r) => raden(h, r)),
  nasta: h.nasta,
  underlag: h.underlag,
});
