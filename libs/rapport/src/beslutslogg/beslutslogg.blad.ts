import type { Blad, Bladkolumn, Bladrad } from '../stomme/blad.js';
import type { Beslutslogg, Loggat } from './las-beslutslogg.js';

const KOLUMNER: readonly Bladkolumn[] = [
  { rubrik: '§', slag: 'text' },
  { rubrik: 'Dnr', slag: 'text', max: 14 },
  { rubrik: 'Fattat', slag: 'text' },
  { rubrik: 'Organ', slag: 'text', max: 24 },
  { rubrik: 'Beslut', slag: 'text', max: 48 },
  { rubrik: 'Status', slag: 'text' },
  { rubrik: 'Laga kraft', slag: 'text' },
  { rubrik: 'Avser', slag: 'text' },
  { rubrik: 'Fastställt av', slag: 'text', max: 40 },
  { rubrik: 'Händelser', slag: 'antal' },
];

const STATUS: Readonly<Record<Loggat['lage']['skede'], string>> = {
  fattat: 'fattat',
  justerat: 'justerat',
  anslaget: 'anslaget',
  overklagat: 'överklagat',
  laga_kraft: 'laga kraft',
  upphavt: 'upphävt',
  ersatt: 'ersatt',
};

/** As exactly as the source tells it. */
function tiden({ fattatSlag, fattatFran, fattatTill }: Loggat['rad']): string {
  if (fattatSlag === 'dag') return fattatFran;
  return fattatSlag === 'ar' ? fattatFran.slice(0, 4) : `${fattatFran}–${fattatTill}`;
}

/** Null where nothing is told of it. */
const lista = (delar: readonly string[]): string | null => (delar.length === 0 ? null : delar.join(', '));

const avser = ({ avserBudget, avserPrognos }: Loggat['rad']): string | null =>
  lista([
    ...(avserBudget === null ? [] : [`budget ${avserBudget}`]),
    ...(avserPrognos === null ? [] : [`prognos ${avserPrognos}`]),
  ]);

const raden = ({ rad, lage, faststalltAv, vilar }: Loggat): Bladrad => ({
  slag: 'rad',
  celler: [
    rad.paragraf === null ? null : `§ ${rad.paragraf}`,
    rad.dnr,
    tiden(rad),
    rad.organ,
    rad.rubrik,
    STATUS[lage.skede],
    lage.lagaKraft,
    avser(rad),
    lista(faststalltAv.map((f) => (f.forbund === rad.forbund ? f.beslut : `${f.forbund}/${f.beslut}`))),
    vilar,
  ],
});

const dagar = (antal: number): string => (antal === 1 ? 'en dag' : `${antal} dagar`);

/** Time limits that were not kept, in words. */
const noter = ({ rad, lage }: Loggat): string[] =>
  lage.avvikelser.map(({ slag, frist, den, dagar: antal, overklagande }) => {
    const vilket = rad.paragraf === null ? rad.rubrik : `§ ${rad.paragraf} ${rad.rubrik}`;
    switch (slag) {
      case 'nedtagning':
        return `${vilket}: anslaget togs ned ${den ?? '–'}, ${dagar(antal)} för tidigt; beslutet får inte laga kraft av det.`;
      case 'overklagande':
        return `${vilket}: överklagandet ${overklagande ?? ''} kom in ${den ?? '–'}, ${dagar(antal)} efter fristen ${frist}.`;
      default: {
        const vad = slag === 'justering' ? 'protokollet justerades' : 'justeringen anslogs';
        return den === null
          ? `${vilket}: fristen ${frist} för ${slag} är överskriden med ${dagar(antal)}.`
          : `${vilket}: ${vad} ${den}, ${dagar(antal)} efter fristen ${frist}.`;
      }
    }
  });

/** Each förbund by itself: a beslut is one förbund's. */
export const beslutsloggensBlad = (logg: Beslutslogg): Blad[] =>
  logg.forbund.map(({ namn, beslut }) => ({
    rubrik: namn,
    kolumner: KOLUMNER,
    rader: beslut.map(raden),
    tomt: `saknas: inga beslut för ${logg.ar} i källorna`,
    noter: beslut.flatMap(noter),
  }));
