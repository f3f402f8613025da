import { oreTillTal } from '#kernel/ore.js';
import { arBalanskonto, type Forbundssaldon, type Saldobalans, type Saldobelopp } from './saldobalans.js';

const beloppen = (b: Saldobelopp) => ({
  ingaendeBalans: oreTillTal(b.ingaendeBalansOre),
  ingaendeSaldo: oreTillTal(b.ingaendeOre),
  debet: oreTillTal(b.debetOre),
  kredit: oreTillTal(b.kreditOre),
  utgaendeSaldo: oreTillTal(b.utgaendeOre),
});

/** Konton of the result have no opening balance. */
const utanIngaende = (b: Saldobelopp) => ({ ...beloppen(b), ingaendeBalans: null });
const medKlass = (konto: string) => (arBalanskonto(konto) ? beloppen : utanIngaende);

export const RADTYPER = ['konto', 'kontering', 'klass', 'balans', 'resultat', 'summa'] as const;

const radernas = (f: Forbundssaldon) => [
  ...f.klasser.flatMap(({ klass, konton, ...summa }) => [
    ...konton.flatMap(({ konto, namn, delar, ...belopp }) => [
      { typ: 'konto', forbund: f.forbund, klass, konto, rad: namn ?? konto, ...medKlass(konto)(belopp) },
      ...delar.map(({ insats, motpart, motpartsnamn, ...del }) => ({
        ...{ typ: 'kontering', forbund: f.forbund, klass, konto, insats, motpart, motpartsnamn },
        ...medKlass(konto)(del),
      })),
    ]),
    { typ: 'klass', forbund: f.forbund, klass, rad: `Summa klass ${klass}`, ...medKlass(klass)(summa) },
  ]),
  { typ: 'balans', forbund: f.forbund, rad: 'Summa balanskonton', ...beloppen(f.balans) },
  { typ: 'resultat', forbund: f.forbund, rad: 'Summa resultatkonton', ...utanIngaende(f.resultat) },
  { typ: 'summa', forbund: f.forbund, rad: 'Summa', ...beloppen(f.summa) },
];

export const saldobalansSomJson = ({ period, forbund, saknas }: Saldobalans) => ({
  fran: period?.fran ?? null,
  till: period?.till ?? null,
  rader: forbund.flatMap(radernas),
  undantag: forbund.flatMap((f) =>
    f.undantag.map(({ slag, beloppOre, text }) => ({
      ...{ forbund: f.forbund, slag, text },
      belopp: beloppOre === null ? null : oreTillTal(beloppOre),
    })),
  ),
  saknas: saknas.map((f) => ({ forbund: f.forbund })),
});
