import type { Datum } from '#kernel/datum.js';
import { oreTillTal } from '#kernel/ore.js';
import { arBalanskonto, type Forbundssaldon, type Saldobalans, type Saldobelopp } from './saldobalans.js';
import { platsensVad, radensId } from './saldobalans.figur.js';

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

const radernas = (f: Forbundssaldon, fran: Datum) => {
  const { forbund } = f;
  const id = (vad: string) => ({ id: radensId(forbund, fran, vad) });
  return [
    ...f.klasser.flatMap(({ klass, konton, ...summa }) => [
      ...konton.flatMap(({ konto, namn, delar, ...belopp }) => [
        { ...id(konto), typ: 'konto', forbund, klass, konto, rad: namn ?? konto, ...medKlass(konto)(belopp) },
        ...delar.map(({ insats, motpart, motpartsnamn, ...del }) => ({
          ...id(platsensVad({ konto, insats, motpart })),
          ...{ typ: 'kontering', forbund, klass, konto, insats, motpart, motpartsnamn },
          ...medKlass(konto)(del),
        })),
      ]),
      {
        ...id(`klass-${klass}`),
        ...{ typ: 'klass', forbund, klass, rad: `Summa klass ${klass}`, ...medKlass(klass)(summa) },
      },
    ]),
    { ...id('balans'), typ: 'balans', forbund, rad: 'Summa balanskonton', ...beloppen(f.balans) },
    { ...id('resultat'), typ: 'resultat', forbund, rad: 'Summa resultatkonton', ...utanIngaende(f.resultat) },
    { ...id('summa'), typ: 'summa', forbund, rad: 'Summa', ...beloppen(f.summa) },
  ];
};

export const saldobalansSomJson = ({ period, forbund, saknas }: Saldobalans) => ({
  fran: period?.fran ?? null,
  till: period?.till ?? null,
  rader: period ? forbund.flatMap((f) => radernas(f, period.fran)) : [],
  undantag: forbund.flatMap((f) =>
    f.undantag.map(({ slag, beloppOre, text }) => ({
      ...{ forbund: f.forbund, slag, text },
      belopp: beloppOre === null ? null : oreTillTal(beloppOre),
    })),
  ),
  saknas: saknas.map((f) => ({ forbund: f.forbund })),
});
