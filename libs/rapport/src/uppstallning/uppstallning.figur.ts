import { assert } from '#kernel/fel.js';
import type { Urval, Villkor } from '#rapportlayout/public.js';
import type { Figur, Figurbidrag, Figurplats, Figurterm } from '../stomme/figur.js';
import type {
  Uppstallning,
  Uppstallningskolumn,
  Uppstallningsrad,
  Uppstallningstabell,
} from './uppstallning.js';
import { harFigurer, radensId } from './uppstallning.json.js';

/** A figure of the tables, with the money that it was made of. */
export function uppstallningensFigur(
  { tabeller }: Uppstallning,
  { rad: radId, kolumn: kolumnId }: Figurplats,
): Figur | undefined {
  for (const tabell of tabeller.filter(harFigurer)) {
    const rad = tabell.rader.find((r) => radensId(tabell, r.id) === radId);
    const kolumn = tabell.kolumner.find((k) => k.id === kolumnId);
    const cell = rad?.celler.get(kolumnId);
    if (!rad || !kolumn || !cell) continue;
    return {
      rad: radId,
      kolumn: kolumnId,
      etikett: rad.rad,
      kolumnrubrik: kolumn.rubrik,
      ore: cell.ore,
      formel: formeln(tabell, rad, kolumn),
      definition: definitionen(tabell, rad),
      termer: kolumn.formel ? avvikelsens(tabell, rad, kolumn.formel) : summans(tabell, rad, kolumnId),
      bidrag: cell.bidrag.map((b): Figurbidrag => {
        const kalla = tabell.kolumner.find((k) => k.id === b.kolumn)?.kalla;
        assert(kalla !== undefined, `kolumnen ${b.kolumn} har en källa: det har pengar i den`);
        const vand = rad.sida === 'debet' ? b.faktor : b.faktor === 1n ? -1n : 1n;
        return { kalla, belopp: b.belopp, faktor: vand };
      }),
    };
  }
  return undefined;
}

/** The other rows, in the same column, that a sum adds. */
const summans = (tabell: Uppstallningstabell, rad: Uppstallningsrad, kolumn: string): Figurterm[] =>
  rad.termer.flatMap((t) => {
    const annan = tabell.rader.find((r) => r.id === t.rad);
    return annan
      ? [
          {
            rad: radensId(tabell, t.rad),
            kolumn,
            etikett: annan.rad,
            faktor: t.faktor,
            ore: annan.celler.get(kolumn)?.ore ?? null,
          },
        ]
      : [];
  });

/** The two figures of the same row that an avvikelse is the difference of. */
const avvikelsens = (
  tabell: Uppstallningstabell,
  rad: Uppstallningsrad,
  formel: readonly [string, string],
): Figurterm[] =>
  formel.map((kolumn, n) => ({
    rad: radensId(tabell, rad.id),
    kolumn,
    etikett: tabell.kolumner.find((k) => k.id === kolumn)?.rubrik ?? kolumn,
    faktor: n === 0 ? 1n : -1n,
    ore: rad.celler.get(kolumn)?.ore ?? null,
  }));

/** The line of the definition that a row comes from: a row's id begins with its line's. */
function definitionen(tabell: Uppstallningstabell, rad: Uppstallningsrad): object | null {
  const [id] = rad.id.split('/');
  const { rader } = tabell.definition;
  const inre = rader.flatMap((r) => (r.typ === 'avsnitt' ? r.rader : []));
  return rader.find((r) => r.id === id) ?? inre.find((r) => r.id === id) ?? null;
}

function formeln(tabell: Uppstallningstabell, rad: Uppstallningsrad, kolumn: Uppstallningskolumn): string {
  if (kolumn.formel) return `${kolumn.rubrik} = ${kolumn.formel.join(' − ')}, på raden ${rad.rad}.`;
  if (rad.termer.length > 0) {
    const delar = rad.termer.map((t, n) => {
      const namn = tabell.rader.find((r) => r.id === t.rad)?.rad ?? t.rad;
      return `${t.faktor === 1n ? (n === 0 ? '' : '+ ') : '− '}${namn}`;
    });
    return `${rad.rad} = ${delar.join(' ')}.`;
  }
  const [id] = rad.id.split('/');
  for (const avsnitt of tabell.definition.rader) {
    if (avsnitt.typ === 'avstamning' && avsnitt.id === id) return `${rad.rad}: ${iOrd(avsnitt.urval)}.`;
    if (avsnitt.typ !== 'avsnitt') continue;
    if (avsnitt.id === id)
      return `${rad.rad}: det i avsnittet som ingen rad tar. Avsnittet: ${iOrd(avsnitt.urval)}.`;
    const inre = avsnitt.rader.find((r) => r.id === id);
    if (inre?.typ === 'omforing')
      return `${rad.rad}: flyttas härifrån till ${inre.till}: ${iOrd(inre.urval)}.`;
    if (inre) return `${rad.rad}: ${iOrd(inre.urval)}, i avsnittet ${avsnitt.id}: ${iOrd(avsnitt.urval)}.`;
  }
  return `${rad.rad}: det som tabellen omfattar och inget avsnitt tar.`;
}

const VILLKOR: Readonly<Record<keyof Villkor, string>> = {
  slag: 'slag',
  konton: 'konton',
  poster: 'poster',
  grupper: 'grupper',
  insats: 'med insats',
  insatser: 'insatser',
  motpart: 'med motpart',
  motparter: 'motparter',
  ord: 'rader med orden',
  matt: 'av balansen',
};

const villkoretIOrd = (villkor: Villkor): string =>
  (Object.keys(VILLKOR) as (keyof Villkor)[])
    .flatMap((namn) => {
      const varde = villkor[namn];
      if (varde === undefined) return [];
      return typeof varde === 'boolean'
        ? `${VILLKOR[namn]}: ${varde ? 'ja' : 'nej'}`
        : `${VILLKOR[namn]} ${varde.join(', ')}`;
    })
    .join(' och ') || 'allt';

const iOrd = (urval: readonly Urval[]): string =>
  urval
    .map(
      ({ utom = [], ...villkor }) =>
        `${villkoretIOrd(villkor)}${utom.length === 0 ? '' : `, utom ${utom.map(villkoretIOrd).join(' eller ')}`}`,
    )
    .join('; eller ');
