import { oreTillTal } from '#kernel/ore.js';
import { debetKredit } from '../huvudbok/huvudbok.json.js';
import { sambandSomJson } from '../stomme/samband.js';
import type { Listrad, Listverifikation, Verifikationslista } from './verifikationslista.js';

const raden = (r: Listrad) => ({
  konto: r.konto,
  kontonamn: r.kontonamn,
  insats: r.insats,
  motpart: r.motpart,
  motpartsnamn: r.motpartsnamn,
  ...debetKredit(r.beloppOre),
});

const verifikationen = (v: Listverifikation) => ({
  ar: v.ar,
  serie: v.serie,
  nummer: v.nummer,
  datum: v.datum,
  text: v.text,
  ordinal: v.ordinal,
  registrerad: v.registrerad.toISOString(),
  vem: v.vem,
  skal: v.skal,
  beslut: v.beslut,
  dokument: v.dokument,
  ...sambandSomJson(v),
  rader: v.rader.map(raden),
  debet: oreTillTal(v.debetOre),
  kredit: oreTillTal(v.kreditOre),
});

export const verifikationslistaSomJson = ({ forbund, nasta }: Verifikationslista) => ({
  forbund: forbund.map((f) => ({
    ...{ forbund: f.forbund, namn: f.namn, verifikationer: f.verifikationer.map(verifikationen) },
    nummerkontroll: f.serier,
  })),
  nasta,
});
