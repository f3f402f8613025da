import { arFor } from '#kernel/datum.js';
import type { Kalldokument, Rad, Tabell } from './domain/kalldokument.js';
import { taIsar } from './domain/struktur.js';
import { fel } from './kalldokumentfel.js';
import { uppdragFor } from './planering/styrelse.js';

/** What no schema can say: that the parts of a document fit each other. @throws DomanFel with a KalldokumentKod */
export function kontrolleraSammanhang(dokument: Kalldokument): void {
  // An avvikelse is a difference of other columns: alone it says nothing of any day or year.
  if (dokument.tabeller.every((t) => t.kolumner.every((k) => k.slag === 'avvikelse')))
    throw fel(
      'KALLDOKUMENT_UTAN_SIFFROR',
      'Ingen tabell har en kolumn med siffror som hör till en dag eller ett år.',
      'tabeller',
      'minst en kolumn med utfall, budget, prognos, balans eller kassaflöde',
    );
  kontrolleraTider(dokument);
  kontrolleraStyrelse(dokument);
  const tabeller = new Map<string, Tabell>();
  dokument.tabeller.forEach((tabell, t) => {
    if (tabeller.has(tabell.id))
      throw fel(
        'KALLDOKUMENT_DUBBEL_TABELL',
        `Två tabeller heter ${tabell.id}.`,
        `tabeller[${t}].id`,
        'varje tabell ett eget id',
      );
    tabeller.set(tabell.id, tabell);
  });
  dokument.tabeller.forEach((tabell, t) => {
    kontrolleraKolumner(tabell, t);
    kontrolleraRader(tabell, t, tabeller);
  });
  kontrolleraCirkel(dokument);
}

/**
 * Times that the registers would refuse. Found here, before the loading is begun: a load that has begun and can never
 * be carried through would stand in the way of every other document of the förbund.
 */
function kontrolleraTider({ forbund, beslut, sammantraden, insatser }: Kalldokument): void {
  const iOrdning = (fran: string | undefined, till: string | undefined, falt: string): void => {
    if (fran !== undefined && till !== undefined && fran > till)
      throw fel(
        'KALLDOKUMENT_PERIOD_OMVAND',
        `${falt} slutar ${till} innan det börjar ${fran}.`,
        falt,
        'en dag efter början',
      );
  };
  iOrdning(forbund.fran, forbund.till, 'forbund.till');
  beslut.forEach((b, n) => {
    iOrdning(b.fran, b.till, `beslut[${n}].till`);
  });
  sammantraden.forEach((s, n) => {
    iOrdning(s.fran, s.till, `sammantraden[${n}].till`);
  });
  insatser.forEach((i, n) => {
    iOrdning(i.start, i.slut, `insatser[${n}].slut`);
  });
}

/** The presidium that the register would refuse; for the same reason as times. */
function kontrolleraStyrelse({ styrelse }: Kalldokument): void {
  const sedda = new Set<string>();
  styrelse.forEach((rad, n) => {
    const uppdrag = uppdragFor(rad);
    if (uppdrag === undefined) return;
    if (rad.ordinarie === 0)
      throw fel(
        'KALLDOKUMENT_OGILTIGT',
        `Uppdraget ${uppdrag} har ingen ordinarie plats.`,
        `styrelse[${n}].ordinarie`,
        'minst en ordinarie plats för ett uppdrag i presidiet',
      );
    if (sedda.has(uppdrag))
      throw fel(
        'KALLDOKUMENT_OGILTIGT',
        `Två platser har uppdraget ${uppdrag}.`,
        `styrelse[${n}].roll`,
        'varje uppdrag i presidiet en gång',
      );
    sedda.add(uppdrag);
  });
}

function kontrolleraKolumner(tabell: Tabell, t: number): void {
  const sedda = new Set<string>();
  tabell.kolumner.forEach((k, n) => {
    const falt = `tabeller[${t}].kolumner[${n}]`;
    if (sedda.has(k.id))
      throw fel(
        'KALLDOKUMENT_OGILTIGT',
        `Två kolumner i ${tabell.id} heter ${k.id}.`,
        `${falt}.id`,
        'varje kolumn ett eget id',
      );
    sedda.add(k.id);
    if ('fran' in k && k.fran > k.till)
      throw fel(
        'KALLDOKUMENT_PERIOD_OMVAND',
        `Kolumnen ${k.id} slutar ${k.till} innan den börjar ${k.fran}.`,
        `${falt}.till`,
        'en dag efter fran',
      );
    if ((k.slag === 'utfall' || k.slag === 'periodbudget') && arFor(k.fran) !== arFor(k.till))
      throw fel(
        'KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE',
        `Kolumnen ${k.id} går från ${k.fran} till ${k.till}, över ett årsskifte.`,
        `${falt}.till`,
        'en dag i samma kalenderår som fran: räkenskapsåret är kalenderår',
      );
  });
}

function kontrolleraRader(tabell: Tabell, t: number, tabeller: ReadonlyMap<string, Tabell>): void {
  const antal = tabell.kolumner.length;
  const matchar = (v: readonly unknown[], falt: string, namn: string): void => {
    if (v.length !== antal)
      throw fel(
        'KALLDOKUMENT_FEL_ANTAL_VARDEN',
        `"${namn}" i ${tabell.id} har ${v.length} värden men tabellen ${antal} kolumner.`,
        `${falt}.varden`,
        `${antal} värden, null där källan inte trycker någon siffra`,
      );
  };
  const sedda = new Set<string>();
  const balansnot = tabell.kolumner.every((k) => k.slag === 'ub');
  tabell.rader.forEach((rad, n) => {
    const falt = `tabeller[${t}].rader[${n}]`;
    matchar(rad.varden, falt, rad.rad);
    const id = `${rad.slag}:${rad.post}`;
    if (sedda.has(id) && !balansnot && rad.slag !== 'kassaflode')
      throw fel(
        'KALLDOKUMENT_DUBBEL_POST',
        `Posten ${rad.post} står två gånger i ${tabell.id}.`,
        `${falt}.post`,
        'varje post en gång i en tabell över resultatet',
      );
    sedda.add(id);
    rad.specificeras_av.forEach((h, s) => {
      kontrolleraHanvisning(h, `${falt}.specificeras_av[${s}]`, rad, { tabell: tabell.id, tabeller });
    });
  });
  tabell.summor.forEach((s, n) => {
    matchar(s.varden, `tabeller[${t}].summor[${n}]`, s.namn);
  });
}

function kontrolleraHanvisning(
  h: string,
  falt: string,
  rad: Rad,
  { tabell, tabeller }: { tabell: string; tabeller: ReadonlyMap<string, Tabell> },
): void {
  const [id = '', val] = h.split('#');
  if (id === tabell)
    throw fel(
      'KALLDOKUMENT_CIRKEL',
      `"${rad.rad}" specificeras av sin egen tabell.`,
      falt,
      'en annan tabell',
    );
  if (!tabeller.has(id) || (val !== undefined && !/^(slag|grupp):.+$/.test(val)))
    throw fel(
      'KALLDOKUMENT_OKAND_HANVISNING',
      `"${rad.rad}" hänvisar till ${h}, som inte finns i dokumentet.`,
      falt,
      'en tabells id, eventuellt följt av #slag:… eller #grupp:…',
    );
}

/** A row that details itself, by however many steps, would have no figure of its own to rest on. */
function kontrolleraCirkel(dokument: Kalldokument): void {
  const { detaljer } = taIsar(dokument);
  for (const karta of detaljer.values()) {
    const klara = new Set<string>();
    const ga = (post: string, vag: readonly string[]): void => {
      if (vag.includes(post))
        throw fel(
          'KALLDOKUMENT_CIRKEL',
          `Raderna ${[...vag, post].join(' → ')} specificerar varandra.`,
          'specificeras_av',
          'en hänvisning från grövre till finare',
        );
      if (klara.has(post)) return;
      for (const fin of karta.get(post as never) ?? []) ga(fin, [...vag, post]);
      klara.add(post);
    };
    for (const grov of karta.keys()) ga(grov, []);
  }
}
