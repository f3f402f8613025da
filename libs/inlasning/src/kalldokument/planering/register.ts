import type { BeslutFattat, Beslutstid, SammantradeHallet } from '#beslut/public.js';
import type { Insatsslag } from '#insats/public.js';
import { assert } from '#kernel/fel.js';
import { nyckelAv, type InsatsId } from '#kernel/identiteter.js';
import type { Dokumentbeslut, Kalldokument } from '../domain/kalldokument.js';
import { beslutsId } from '../domain/mal.js';

export interface Insatsuppgift {
  readonly insats: InsatsId;
  readonly namn: string;
  readonly slag?: Insatsslag;
}

const SLAG = new Set<string>(['individ', 'struktur', 'processtod']);
const arInsatsslag = (s: string | undefined): s is Insatsslag => s !== undefined && SLAG.has(s);

/** Every insats that the document names: on a row of money, or in its list of insatser. */
export function dokumentetsInsatser(dokument: Kalldokument): Insatsuppgift[] {
  const ut = new Map<InsatsId, Insatsuppgift>();
  for (const i of dokument.insatser)
    ut.set(i.insats, { insats: i.insats, namn: i.rubrik, ...(arInsatsslag(i.slag) ? { slag: i.slag } : {}) });
  for (const rad of dokument.tabeller.flatMap((t) => t.rader))
    if (rad.insats !== undefined && !ut.has(rad.insats))
      ut.set(rad.insats, {
        insats: rad.insats,
        namn: rad.rad,
        ...(arInsatsslag(rad.grupp) ? { slag: rad.grupp } : {}),
      });
  return [...ut.values()];
}

function beslutstid(b: Dokumentbeslut): Beslutstid {
  if (b.datum !== undefined) return { slag: 'dag', datum: b.datum };
  if (b.fran !== undefined && b.till !== undefined)
    return { slag: 'period', period: { fran: b.fran, till: b.till } };
  assert(b.ar !== undefined, `beslutet ${b.rubrik} saknar tid, vilket schemat inte släpper igenom`);
  return { slag: 'ar', ar: b.ar };
}

export const dokumentetsBeslut = (dokument: Kalldokument): BeslutFattat['data'][] =>
  dokument.beslut.map((b) => ({
    forbund: dokument.forbund.nyckel,
    beslut: beslutsId(b),
    organ: b.organ,
    rubrik: b.rubrik,
    ...(b.text === undefined ? {} : { text: b.text }),
    fattat: beslutstid(b),
    ...(b.avser === undefined
      ? {}
      : {
          avser: {
            ...(b.avser.budget === undefined ? {} : { budget: b.avser.budget }),
            ...(b.avser.prognos === undefined ? {} : { prognos: b.avser.prognos }),
          },
        }),
    styrkt: 'kalldokument',
  }));

export const dokumentetsSammantraden = (dokument: Kalldokument): SammantradeHallet['data'][] =>
  dokument.sammantraden.map((s) => ({
    forbund: dokument.forbund.nyckel,
    sammantrade: nyckelAv(`${s.slag} ${s.fran} ${s.till}`),
    slag: s.slag,
    antal: s.antal,
    period: { fran: s.fran, till: s.till },
    ...(s.notering === undefined ? {} : { notering: s.notering }),
  }));
