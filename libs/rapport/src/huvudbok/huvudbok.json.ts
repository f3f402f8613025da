import { oreTillTal, type Ore } from '#kernel/ore.js';
import { sambandSomJson } from '../stomme/samband.js';
import type { Huvudbok, Huvudbokskonto, Huvudboksrad } from './huvudbok.js';

/** As it stands in the column that it belongs in; nothing in the other. */
export const debetKredit = (belopp: Ore) => ({
  debet: belopp >= 0n ? oreTillTal(belopp) : null,
  kredit: belopp < 0n ? oreTillTal(-belopp) : null,
});

const raden = (r: Huvudboksrad) => ({
  ar: r.ar,
  serie: r.serie,
  nummer: r.nummer,
  datum: r.datum,
  text: r.text,
  ordinal: r.ordinal,
  nr: r.nr,
  insats: r.insats,
  motpart: r.motpart,
  motpartsnamn: r.motpartsnamn,
  saldo: oreTillTal(r.saldoOre),
  ...debetKredit(r.beloppOre),
  ...sambandSomJson(r),
});

const kontot = ({ konto, namn, fortsatter, ingaendeOre, rader, slut }: Huvudbokskonto) => ({
  ...{ konto, namn, fortsatter, ingaendeSaldo: oreTillTal(ingaendeOre), rader: rader.map(raden) },
  slut: slut && {
    debet: oreTillTal(slut.debetOre),
    kredit: oreTillTal(slut.kreditOre),
    utgaendeSaldo: oreTillTal(slut.utgaendeOre),
  },
});

export const huvudbokSomJson = ({ period, forbund, saknas, nasta }: Huvudbok) => ({
  fran: period?.fran ?? null,
  till: period?.till ?? null,
  forbund: forbund.map((f) => ({
    ...{ forbund: f.forbund, namn: f.namn, konton: f.konton.map(kontot) },
    summa: f.summa && { debet: oreTillTal(f.summa.debetOre), kredit: oreTillTal(f.summa.kreditOre) },
  })),
  saknas: saknas.map((f) => ({ forbund: f.forbund })),
  nasta,
});
