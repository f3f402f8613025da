import type { Datum } from '#kernel/datum.js';
import { assert, omojlig } from '#kernel/fel.js';
import { nekat } from './beslutsfel.js';
import type { AnslagNedtaget, ProtokollAnslaget, ProtokollJusterat } from './sammantrade.events.js';

export type Protokollhandelse = ProtokollJusterat | ProtokollAnslaget | AnslagNedtaget;

/** An announcement, and the days between which its day must lie for what came before and after it. */
interface Anslaget {
  readonly justerat: Datum;
  readonly forstAnslaget: Datum;
  /** The day that the announcement before it was taken down, else the day of justering. */
  readonly tidigast: Datum;
  readonly anslaget: Datum;
}

/** How far a part of a protokoll has come: it cannot be announced before it is justerat, nor taken down before that. */
export type Protokollskede =
  | { readonly skede: 'ojusterat' }
  | { readonly skede: 'justerat'; readonly justerat: Datum }
  | ({ readonly skede: 'anslaget' } & Anslaget)
  | ({ readonly skede: 'nedtaget'; readonly nedtaget: Datum } & Anslaget);

/** The protokoll of one sammanträde, held on one day. */
export interface Protokoll {
  readonly hallet: Datum;
  /** The paragraphs that were justerade at once, each with its own way. */
  readonly omedelbart: ReadonlyMap<number, Protokollskede>;
  /** All the other paragraphs, which go together. */
  readonly ovriga: Protokollskede;
}

export const nyttProtokoll = (hallet: Datum): Protokoll => ({
  hallet,
  omedelbart: new Map(),
  ovriga: { skede: 'ojusterat' },
});

function inom(den: Datum, tidigast: Datum, senast: Datum | undefined): void {
  if (den >= tidigast && (senast === undefined || den <= senast)) return;
  throw nekat(
    'PROTOKOLL_TID_OMVAND',
    `${den} passar inte bland de andra dagarna.`,
    'den',
    senast === undefined ? `${tidigast} eller senare` : `en dag från ${tidigast} till ${senast}`,
  );
}

const ingetAttRatta = (vad: string) =>
  nekat(
    'PROTOKOLL_INGET_ATT_RATTA',
    `Det finns ingen dag för ${vad} att rätta.`,
    'rattelse',
    'ett kommando utan rattelse',
  );

function kontrolleraJustering(den: Datum, rattar: boolean, nu: Protokollskede, hallet: Datum): void {
  if (rattar && nu.skede === 'ojusterat') throw ingetAttRatta('justeringen');
  if (!rattar && nu.skede !== 'ojusterat')
    throw nekat(
      'PROTOKOLL_JUSTERAT',
      `Protokollet justerades redan ${nu.justerat}.`,
      'den',
      'en rättelse av dagen, eller paragrafer som inte är justerade',
    );
  inom(den, hallet, 'forstAnslaget' in nu ? nu.forstAnslaget : undefined);
}

function kontrolleraAnslag(den: Datum, rattar: boolean, nu: Protokollskede): void {
  if (nu.skede === 'ojusterat')
    throw nekat('PROTOKOLL_EJ_JUSTERAT', 'Protokollet är inte justerat.', 'den', 'justeringen först');
  if (rattar) {
    if (nu.skede === 'justerat') throw ingetAttRatta('anslaget');
    // The day of justering may itself have been corrected since: neither is passed.
    const tidigast = nu.tidigast > nu.justerat ? nu.tidigast : nu.justerat;
    inom(den, tidigast, nu.skede === 'nedtaget' ? nu.nedtaget : undefined);
    return;
  }
  if (nu.skede === 'anslaget')
    throw nekat(
      'PROTOKOLL_ANSLAGET',
      `Justeringen anslogs redan ${nu.anslaget}.`,
      'den',
      'en rättelse av dagen, eller att anslaget först tas ned',
    );
  inom(den, nu.skede === 'nedtaget' ? nu.nedtaget : nu.justerat, undefined);
}

function kontrolleraNedtagning(den: Datum, rattar: boolean, nu: Protokollskede): void {
  if (rattar && nu.skede !== 'nedtaget') throw ingetAttRatta('nedtagandet');
  if (!rattar && nu.skede !== 'anslaget')
    throw nekat('PROTOKOLL_EJ_ANSLAGET', 'Justeringen är inte anslagen.', 'den', 'ett anslag som är uppe');
  assert('anslaget' in nu, 'ett anslag som är uppe eller nedtaget har en dag');
  inom(den, nu.anslaget, undefined);
}

/** @throws DomanFel with a PROTOKOLL_… code when a part in this state cannot take the step */
function kontrolleraSteg({ typ, data }: Protokollhandelse, nu: Protokollskede, hallet: Datum): void {
  const rattar = data.rattelse === true;
  switch (typ) {
    case 'ProtokollJusterat':
      kontrolleraJustering(data.den, rattar, nu, hallet);
      return;
    case 'ProtokollAnslaget':
      kontrolleraAnslag(data.den, rattar, nu);
      return;
    case 'AnslagNedtaget':
      kontrolleraNedtagning(data.den, rattar, nu);
      return;
    default:
      omojlig(typ);
  }
}

function efterAnslag(den: Datum, rattar: boolean, nu: Protokollskede): Protokollskede {
  assert(nu.skede !== 'ojusterat', 'ett protokoll anslogs utan att vara justerat');
  const { justerat } = nu;
  if (!('anslaget' in nu))
    return { skede: 'anslaget', justerat, forstAnslaget: den, tidigast: justerat, anslaget: den };
  if (!rattar) {
    const tidigast = nu.skede === 'nedtaget' ? nu.nedtaget : nu.tidigast;
    return { skede: 'anslaget', justerat, forstAnslaget: nu.forstAnslaget, tidigast, anslaget: den };
  }
  const forsta = nu.forstAnslaget === nu.anslaget;
  return { ...nu, anslaget: den, forstAnslaget: forsta ? den : nu.forstAnslaget };
}

function efterSteg({ typ, data: { den, rattelse } }: Protokollhandelse, nu: Protokollskede): Protokollskede {
  switch (typ) {
    case 'ProtokollJusterat':
      if (!('anslaget' in nu)) return { skede: 'justerat', justerat: den };
      return { ...nu, justerat: den, tidigast: nu.tidigast === nu.justerat ? den : nu.tidigast };
    case 'ProtokollAnslaget':
      return efterAnslag(den, rattelse === true, nu);
    case 'AnslagNedtaget':
      assert('anslaget' in nu, 'ett anslag togs ned utan att vara uppe');
      return { ...nu, skede: 'nedtaget', nedtaget: den };
    default:
      return omojlig(typ);
  }
}

/** What is justerat by itself has a way of its own from then on. */
const skedetFor = (protokoll: Protokoll, paragraf: number): Protokollskede =>
  protokoll.omedelbart.get(paragraf) ?? { skede: 'ojusterat' };

/** @throws DomanFel with a PROTOKOLL_… code; then nothing of the step is taken */
export function kontrolleraProtokollssteg(handelse: Protokollhandelse, protokoll: Protokoll): void {
  const { paragrafer } = handelse.data;
  if (paragrafer === undefined) {
    kontrolleraSteg(handelse, protokoll.ovriga, protokoll.hallet);
    return;
  }
  const giltiga = paragrafer.every((p) => Number.isSafeInteger(p) && p > 0);
  if (!giltiga || paragrafer.length === 0 || new Set(paragrafer).size < paragrafer.length)
    throw nekat(
      'PROTOKOLL_PARAGRAF_OGILTIG',
      'Paragraferna går inte att läsa.',
      'paragrafer',
      'hela tal från 1, varje en gång; eller inga alls, för resten av protokollet',
    );
  const { ovriga, omedelbart } = protokoll;
  const redan = paragrafer.find((p) => !omedelbart.has(p));
  if (handelse.typ === 'ProtokollJusterat' && ovriga.skede !== 'ojusterat' && redan !== undefined)
    throw nekat(
      'PROTOKOLL_JUSTERAT',
      `§ ${redan} justerades med resten av protokollet ${ovriga.justerat}.`,
      'paragrafer',
      'paragrafer som justeras före resten',
    );
  for (const p of paragrafer) kontrolleraSteg(handelse, skedetFor(protokoll, p), protokoll.hallet);
}

export function efterProtokollssteg(protokoll: Protokoll, handelse: Protokollhandelse): Protokoll {
  const { paragrafer } = handelse.data;
  if (paragrafer === undefined) return { ...protokoll, ovriga: efterSteg(handelse, protokoll.ovriga) };
  const omedelbart = new Map(protokoll.omedelbart);
  for (const p of paragrafer) omedelbart.set(p, efterSteg(handelse, skedetFor(protokoll, p)));
  return { ...protokoll, omedelbart };
}
