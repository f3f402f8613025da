import { dagenEfter, type Datum } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import { dagarMellan, fristensSlut } from '#kernel/frist.js';
import type { Nyckel } from '#kernel/identiteter.js';
import type { Overklagandeutfall } from '../../domain/beslut.events.js';

/** A protokoll is justerat within 14 days of the sammanträde. */
const JUSTERING_DAGAR = 14;
/** That it is justerat is announced at the latest the second day after. */
const ANSLAG_DAGAR = 2;
/** An appeal has come in within three weeks from the announcement (kommunallagen 2017:725, 13 kap. 5 §). */
const OVERKLAGANDE_DAGAR = 21;

/** A recorded day of a protokoll, in the order of recording. */
export interface Protokollssteg {
  readonly steg: 'justering' | 'anslag' | 'nedtagning';
  readonly den: Datum;
  /** Null: of all paragraphs that were not justerade at once. */
  readonly paragrafer: readonly number[] | null;
  /** It holds instead of the last day recorded for the same step. */
  readonly rattelse: boolean;
}

export interface Overklagande {
  readonly overklagande: Nyckel;
  readonly den: Datum;
  readonly malnummer: string | null;
  readonly utfall: Overklagandeutfall | null;
  /** The day its outcome became final. */
  readonly avgjort: Datum | null;
}

/** By what the beslut holds no more: a later beslut, or an appeal that was granted. */
export interface Upphorande {
  readonly slag: 'upphavt' | 'ersatt' | 'dom';
  /** The later beslut, or the appeal. */
  readonly av: Nyckel;
  readonly den: Datum;
}

/** All that is recorded of what befell a beslut, in the order of recording. */
export interface Beslutsfakta {
  readonly paragraf: number | null;
  /** The day of its sammanträde; null when it belongs to none. */
  readonly hallet: Datum | null;
  readonly protokollssteg: readonly Protokollssteg[];
  readonly overklaganden: readonly Overklagande[];
  readonly upphoranden: readonly Upphorande[];
}

/** A time limit that was not kept. It is shown, and nothing is moved because of it. */
export interface Avvikelse {
  readonly slag: 'justering' | 'anslag' | 'nedtagning' | 'overklagande';
  /** The last day in time; for what was taken down too early, the first. */
  readonly frist: Datum;
  /** When it was done; null when it had not been. */
  readonly den: Datum | null;
  /** By how many days; of what is not done, up to the day that is asked for. */
  readonly dagar: number;
  /** Which appeal came too late. */
  readonly overklagande: Nyckel | null;
}

export type Beslutsskede =
  'fattat' | 'justerat' | 'anslaget' | 'overklagat' | 'laga_kraft' | 'upphavt' | 'ersatt';

/** Where a beslut stands on a day. */
export interface Beslutslage {
  readonly skede: Beslutsskede;
  readonly justerat: Datum | null;
  /** The announcement that the time for appeal is counted from. */
  readonly anslaget: Datum | null;
  readonly nedtaget: Datum | null;
  readonly sistaOverklagandedag: Datum | null;
  /** The day it gains laga kraft, as things stand; null while it cannot be told. */
  readonly lagaKraft: Datum | null;
  readonly upphort: Upphorande | null;
  readonly avvikelser: readonly Avvikelse[];
}

interface Anslagstid {
  readonly anslaget: Datum;
  readonly nedtaget: Datum | null;
  readonly sistaDag: Datum;
}

/** The announcement stood through the whole time for appeal; else the time has not run out. */
const stodHelaTiden = ({ nedtaget, sistaDag }: Anslagstid): boolean =>
  nedtaget === null || nedtaget > sistaDag;

/** The steps of the part of the protokoll that the paragraph stands in, each with the day that was put right last. */
function stegenFor({ paragraf, protokollssteg }: Beslutsfakta): Protokollssteg[] {
  const egna = protokollssteg.filter((s) => paragraf !== null && s.paragrafer?.includes(paragraf));
  const stegen = egna.length > 0 ? egna : protokollssteg.filter((s) => s.paragrafer === null);
  const ut: Protokollssteg[] = [];
  for (const s of stegen) {
    const rattad = s.rattelse ? ut.findLastIndex((f) => f.steg === s.steg) : -1;
    if (rattad >= 0) ut[rattad] = s;
    else ut.push(s);
  }
  return ut;
}

function protokollets(
  fakta: Beslutsfakta,
  per: Datum,
): { justerat: Datum | null; anslag: readonly Anslagstid[] } {
  let justerat: Datum | null = null;
  const anslag: Anslagstid[] = [];
  for (const { steg, den } of stegenFor(fakta).filter((s) => s.den <= per))
    switch (steg) {
      case 'justering':
        justerat = den;
        break;
      case 'anslag':
        anslag.push({ anslaget: den, nedtaget: null, sistaDag: fristensSlut(den, OVERKLAGANDE_DAGAR) });
        break;
      case 'nedtagning': {
        const uppe = anslag.pop();
        if (uppe) anslag.push({ ...uppe, nedtaget: den });
        break;
      }
      default:
        omojlig(steg);
    }
  return { justerat, anslag };
}

/** An appeal as it stood on the day; one that came later is not there. */
const overklagandenPer = ({ overklaganden }: Beslutsfakta, per: Datum): Overklagande[] =>
  overklaganden
    .filter((o) => o.den <= per)
    .map((o) => (o.avgjort !== null && o.avgjort <= per ? o : { ...o, utfall: null, avgjort: null }));

function upphortPer(
  { upphoranden }: Beslutsfakta,
  overklaganden: readonly Overklagande[],
  per: Datum,
): Upphorande | null {
  const domar = overklaganden.flatMap((o): Upphorande[] =>
    o.utfall === 'bifallet' && o.avgjort !== null
      ? [{ slag: 'dom', av: o.overklagande, den: o.avgjort }]
      : [],
  );
  const alla = [...upphoranden.filter((u) => u.den <= per), ...domar];
  return alla.toSorted((a, b) => (a.den < b.den ? -1 : a.den > b.den ? 1 : 0))[0] ?? null;
}

interface Underlag {
  readonly per: Datum;
  readonly justerat: Datum | null;
  readonly anslag: readonly Anslagstid[];
  /** The announcement that stood, or stands, through the time for appeal. */
  readonly uppe: Anslagstid | undefined;
  readonly forSena: readonly Overklagande[];
}

/** A step that was not taken in time, or that should have been by now. */
function forsening(slag: 'justering' | 'anslag', frist: Datum, den: Datum | null, per: Datum): Avvikelse[] {
  const dagar = dagarMellan(frist, den ?? per);
  return dagar > 0 ? [{ slag, frist, den, dagar, overklagande: null }] : [];
}

function avvikelserna(hallet: Datum | null, u: Underlag): Avvikelse[] {
  const ut: Avvikelse[] = [];
  if (hallet !== null)
    ut.push(...forsening('justering', fristensSlut(hallet, JUSTERING_DAGAR), u.justerat, u.per));
  if (u.justerat !== null) {
    const forst = u.anslag[0]?.anslaget ?? null;
    ut.push(...forsening('anslag', fristensSlut(u.justerat, ANSLAG_DAGAR), forst, u.per));
  }
  for (const { nedtaget, sistaDag } of u.anslag) {
    const frist = dagenEfter(sistaDag);
    if (nedtaget === null || nedtaget >= frist) continue;
    const dagar = dagarMellan(nedtaget, frist);
    ut.push({ slag: 'nedtagning', frist, den: nedtaget, dagar, overklagande: null });
  }
  for (const { overklagande, den } of u.forSena) {
    const frist = u.uppe?.sistaDag ?? den;
    ut.push({ slag: 'overklagande', frist, den, dagar: dagarMellan(frist, den), overklagande });
  }
  return ut;
}

/**
 * Where the beslut stands on a day, by what is recorded with days at or before it. Laga kraft comes the day after the
 * last day for appeal, if the announcement stood till then and no appeal in time is tried; else when the last of them
 * has ended. Weekends and holidays: `fristensSlut`.
 */
export function beslutslage(fakta: Beslutsfakta, per: Datum): Beslutslage {
  const { justerat, anslag } = protokollets(fakta, per);
  const uppe = anslag.find(stodHelaTiden);
  const raknas = uppe ?? anslag.at(-1);
  const overklaganden = overklagandenPer(fakta, per);
  const forSena = overklaganden.filter((o) => uppe !== undefined && o.den > uppe.sistaDag);
  const iTid = overklaganden.filter((o) => !forSena.includes(o));
  const upphort = upphortPer(fakta, overklaganden, per);
  const lagaKraft = lagaKraftsdag(uppe, iTid);
  const gemensamt = {
    justerat,
    anslaget: raknas?.anslaget ?? null,
    nedtaget: raknas?.nedtaget ?? null,
    sistaOverklagandedag: raknas?.sistaDag ?? null,
    lagaKraft,
    upphort,
    avvikelser: avvikelserna(fakta.hallet, { per, justerat, anslag, uppe, forSena }),
  };
  if (upphort) return { skede: upphort.slag === 'ersatt' ? 'ersatt' : 'upphavt', ...gemensamt };
  if (lagaKraft !== null && lagaKraft <= per) return { skede: 'laga_kraft', ...gemensamt };
  if (iTid.some((o) => o.avgjort === null)) return { skede: 'overklagat', ...gemensamt };
  if (uppe) return { skede: 'anslaget', ...gemensamt };
  return { skede: justerat === null ? 'fattat' : 'justerat', ...gemensamt };
}

function lagaKraftsdag(uppe: Anslagstid | undefined, iTid: readonly Overklagande[]): Datum | null {
  if (!uppe || iTid.some((o) => o.utfall === 'bifallet')) return null;
  let dag = dagenEfter(uppe.sistaDag);
  for (const { avgjort } of iTid) {
    if (avgjort === null) return null;
    if (avgjort > dag) dag = avgjort;
  }
  return dag;
}
