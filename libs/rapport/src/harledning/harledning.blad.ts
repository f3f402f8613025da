import type { Blad, Bladrad } from '../stomme/blad.js';
import type { Figurbidrag } from '../stomme/figur.js';
import type { Harledning } from './harledning.js';

const rad = (...celler: Bladrad['celler']): Bladrad => ({ slag: 'rad', celler });

const tid = (h: Harledning, ordinal: number): string => {
  const handelse = h.handelser.get(ordinal);
  return handelse ? `${handelse.tid.toISOString()} ${handelse.vem}` : '';
};

/** What something rests on, in a few words: §, dnr, document. */
function stodet(h: Harledning, forbund: string, stod: { slag: string; id: string } | null): string {
  if (!stod) return '';
  const beslut =
    stod.slag === 'beslut' ? h.beslut.find((b) => b.forbund === forbund && b.beslut === stod.id) : undefined;
  if (!beslut) return `${stod.slag} ${stod.id}`;
  const paragraf = beslut.paragraf === null ? '' : ` § ${beslut.paragraf}`;
  const dnr = beslut.dnr === null ? '' : ` dnr ${beslut.dnr}`;
  return `${beslut.organ} ${beslut.fattatTill}${paragraf}${dnr}: ${beslut.rubrik}`;
}

function skalet(h: Harledning, ordinal: number, forbund: string): string {
  const skal = h.handelser.get(ordinal)?.skal;
  if (!skal) return '';
  if (skal.slag === 'anteckning') return skal.text;
  return stodet(h, forbund, { slag: skal.slag, id: skal.slag === 'beslut' ? skal.beslut : skal.dokument });
}

const text = (rubrik: string, max?: number) => ({
  rubrik,
  slag: 'text' as const,
  ...(max === undefined ? {} : { max }),
});
const belopp = { rubrik: 'Belopp', slag: 'belopp' as const };
const antal = (rubrik: string) => ({ rubrik, slag: 'antal' as const });

const kallan = ({ kalla, belopp: b }: Figurbidrag): string =>
  'period' in kalla ? `${b.matt} ${kalla.period.fran}–${kalla.period.till}` : `${b.matt} per ${kalla.per}`;

/** Longer texts are cut in a terminal. */
const ETIKETT = 48;

const handelserna = (h: Harledning): Blad => ({
  rubrik: 'Händelser',
  kolumner: [
    ...[antal('Händelse'), text('Registrerad'), text('Typ'), text('Vad', ETIKETT)],
    h.figur.antal === undefined ? belopp : antal('Antal'),
    text('Vilar på', ETIKETT),
    text('Skäl', ETIKETT),
  ],
  rader: (h.figur.uppgifter ?? []).map((u) =>
    rad(
      ...[u.ordinal, tid(h, u.ordinal), h.handelser.get(u.ordinal)?.typ ?? '', u.vad],
      h.figur.antal === undefined || u.varde === null ? u.varde : Number(u.varde),
      ...[stodet(h, u.forbund, u.stod), skalet(h, u.ordinal, u.forbund)],
    ),
  ),
  ...(h.figur.flerUppgifterEfter === undefined
    ? {}
    : { noter: [`Fler händelser: --efter ${h.nasta ?? ''}`] }),
});

const verifikationerna = (h: Harledning): Blad => ({
  rubrik: 'Verifikationer',
  kolumner: [
    ...[text('Verifikation'), text('Datum'), text('Text', ETIKETT), text('Konto'), belopp],
    ...[antal('Händelse'), text('Registrerad'), text('Skäl', ETIKETT)],
  ],
  rader: h.rader.map((r) =>
    rad(
      `${r.ar} ${r.serie} ${r.nummer}${r.rattar === null ? '' : ` rättar ${r.rattar}`}`,
      ...[r.datum, r.text, r.konto, r.ore, r.ordinal, tid(h, r.ordinal), skalet(h, r.ordinal, r.forbund)],
    ),
  ),
  ...(h.nasta === null ? {} : { noter: [`Fler rader: --efter ${h.nasta}`] }),
});

/** The figure as sheets: its terms, its money, and what was recorded. Those without rows are left out. */
export function harledningensBlad(h: Harledning): Blad[] {
  const bladen: Blad[] = [
    {
      rubrik: 'Ingår med',
      kolumner: [text('Rad', ETIKETT), text('Kolumn'), belopp, text('Id')],
      rader: h.figur.termer.map((t) =>
        rad(t.etikett, t.kolumn, t.ore === null ? null : t.faktor * t.ore, t.rad),
      ),
    },
    {
      rubrik: 'Konton',
      kolumner: [text('Konto', ETIKETT), text('Insats'), text('Motpart'), text('Vad'), belopp],
      rader: h.figur.bidrag.map((b) =>
        rad(
          `${b.belopp.konto} ${h.namn.konto(b.belopp.forbund, b.belopp.konto) ?? ''}`.trim(),
          b.belopp.insats ?? '',
          b.belopp.motpart ?? '',
          kallan(b),
          b.faktor * b.belopp.debetOre,
        ),
      ),
    },
    {
      rubrik: 'Planer',
      kolumner: [
        text('Post', ETIKETT),
        text('Plan'),
        text('Från'),
        belopp,
        antal('Händelse'),
        text('Vilar på', ETIKETT),
      ],
      rader: h.planer.map((p) => rad(p.post, p.slag, p.den, p.ore, p.ordinal, stodet(h, p.forbund, p.stod))),
    },
    {
      rubrik: 'Ingående balanser',
      kolumner: [
        text('Konto'),
        text('År'),
        belopp,
        antal('Händelse'),
        text('Registrerad'),
        text('Skäl', ETIKETT),
      ],
      rader: h.ingaende.map((r) =>
        rad(r.konto, String(r.ar), r.ore, r.ordinal, tid(h, r.ordinal), skalet(h, r.ordinal, r.forbund)),
      ),
    },
    handelserna(h),
    verifikationerna(h),
  ];
  return bladen.filter((b) => b.rader.length > 0);
}
