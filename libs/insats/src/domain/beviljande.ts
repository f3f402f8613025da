import type { Datum } from '#kernel/datum.js';
import type { Nyckel, Stod } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { InsatsHandelse } from './insats.events.js';
import {
  fel,
  type AndraBeviljande,
  type AvslaAnsokan,
  type BeviljaInsats,
  type SokMedel,
} from './insats.kommandon.js';
import { gallandeVersion, type Registrerad } from './insats.state.js';
import { kontrolleraTexter } from './personuppgift.js';

/** The grant's authority against the register of beslut, which is only ever added to: may be checked before the append. */
export function kontrolleraStod(stod: Stod | undefined, beslutFinns: boolean): void {
  if (stod?.slag === 'beslut' && !beslutFinns)
    throw fel(
      'INSATS_BESLUT_OKANT',
      `Beslutet ${stod.beslut} finns inte.`,
      'stod.beslut',
      'ett registrerat beslut',
    );
}

function kravStod(stod: Stod | undefined, vad: string): Stod {
  if (!stod)
    throw fel('INSATS_UTAN_STOD', `${vad} vilar på ett beslut.`, 'stod', 'ett beslut eller ett källdokument');
  if (stod.slag === 'dokument') kontrolleraTexter({ 'stod.dokument': stod.dokument });
  return stod;
}

function kravPositivt(beloppOre: Ore, vad: string): void {
  if (beloppOre <= 0n)
    throw fel(
      'INSATS_BELOPP_EJ_POSITIVT',
      `Det ${vad} beloppet ska vara större än noll.`,
      'beloppOre',
      'ett positivt antal öre',
    );
}

function kravTid({ fran, till }: { fran: Datum; till: Datum }): void {
  if (fran > till)
    throw fel(
      'INSATS_TID_OMVAND',
      `Perioden slutar ${till} innan den börjar ${fran}.`,
      'till',
      'en dag efter fran',
    );
}

/** @throws DomanFel unless the application is there and not yet decided */
function kravProvas(ansokan: Nyckel, state: Registrerad): void {
  const hur = state.ansokningar.get(ansokan);
  if (hur === undefined)
    throw fel(
      'ANSOKAN_OKAND',
      `Ansökan ${ansokan} finns inte.`,
      'ansokan',
      'en registrerad ansökan om insatsen',
    );
  if (hur !== 'provas')
    throw fel(
      'ANSOKAN_AVGJORD',
      `Ansökan ${ansokan} är redan ${hur}.`,
      'ansokan',
      'en ansökan som ännu prövas',
    );
}

export function sok({ data }: SokMedel, state: Registrerad): InsatsHandelse[] {
  kontrolleraTexter({ sokande: data.sokande });
  if (state.ansokningar.has(data.ansokan))
    throw fel('ANSOKAN_FINNS', `Ansökan ${data.ansokan} finns redan.`, 'ansokan', 'en ny nyckel');
  kravPositivt(data.beloppOre, 'sökta');
  kravTid(data);
  return [{ typ: 'InsatsAnsokt', data }];
}

export function avsla({ data }: AvslaAnsokan, state: Registrerad): InsatsHandelse[] {
  const stod = kravStod(data.stod, 'Ett avslag');
  kravProvas(data.ansokan, state);
  return [{ typ: 'InsatsansokanAvslagen', data: { ...data, stod } }];
}

export function bevilja({ data }: BeviljaInsats, state: Registrerad): InsatsHandelse[] {
  const stod = kravStod(data.stod, 'Ett beviljande');
  kravPositivt(data.beloppOre, 'beviljade');
  kravTid(data);
  if (data.ansokan !== undefined) kravProvas(data.ansokan, state);
  return [{ typ: 'InsatsBeviljad', data: { ...data, stod } }];
}

export function andra({ data }: AndraBeviljande, state: Registrerad): InsatsHandelse[] {
  const stod = kravStod(data.stod, 'En ändring av ett beviljande');
  const versioner = state.beviljanden[data.nummer - 1];
  if (!versioner)
    throw fel(
      'BEVILJANDE_OKANT',
      `Insatsen har ${state.beviljanden.length} beviljanden, inget med nummer ${data.nummer}.`,
      'nummer',
      'numret på ett beviljande',
    );
  if (data.beloppOre < 0n)
    throw fel(
      'INSATS_BELOPP_EJ_POSITIVT',
      'Det ändrade beloppet är mindre än noll.',
      'beloppOre',
      'noll, som drar tillbaka beviljandet, eller ett positivt antal öre',
    );
  kravTid(data);
  const galler = gallandeVersion(versioner, (v) => v.den, data.den);
  if (galler?.beloppOre === data.beloppOre && galler.fran === data.fran && galler.till === data.till)
    throw fel(
      'BEVILJANDE_OFORANDRAT',
      `Beviljandet är redan så ${data.den}.`,
      'beloppOre',
      'ett annat belopp eller en annan tid',
    );
  return [{ typ: 'BeviljandeAndrat', data: { ...data, stod } }];
}
