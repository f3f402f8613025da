import type { Rakenskapsaret } from '#bokforing/public.js';
import type { Ar } from '#kernel/datum.js';
import { oreTillTal } from '#kernel/ore.js';
import { kronor, textkolumner } from '#rapport/public.js';

interface Arsnamn {
  readonly forbund: string;
  readonly ar: Ar;
}

/** As the year is answered over HTTP: amounts as integers in öre. */
export const aretSomJson = (
  { forbund, ar }: Arsnamn,
  { bokslut, skillnaderMotNastaAr, ...aret }: Rakenskapsaret,
) => ({
  ...{ forbund, ar },
  ...aret,
  bokslut: bokslut.map((b) => ({ ...b, resultatOre: oreTillTal(b.resultatOre) })),
  skillnaderMotNastaAr: skillnaderMotNastaAr.map((s) => ({
    ...s,
    utgaendeOre: oreTillTal(s.utgaendeOre),
    ingaendeOre: oreTillTal(s.ingaendeOre),
  })),
});

const BALANS = { bokford: 'bokförd', overford: 'överförd från året före', ingen: 'ingen' } as const;
const STATUS = { oppen: 'öppen', delvis: 'stängd i några serier', stangd: 'stängd' } as const;
const SLAG = { stangning: 'stängning', oppning: 'öppning' } as const;

/** A table with its heading; nothing where there are no rows. */
function avsnitt(
  rubrik: string,
  kolumner: readonly { readonly rubrik: string; readonly hoger?: boolean }[],
  rader: readonly (readonly string[])[],
): string[] {
  return rader.length === 0 ? [] : ['', rubrik, textkolumner(kolumner, rader)];
}

const text = (...rubriker: string[]) => rubriker.map((rubrik) => ({ rubrik }));
const belopp = (rubrik: string) => ({ rubrik, hoger: true });

/** For a terminal: kronor. */
export function aretSomTabell({ forbund, ar }: Arsnamn, aret: Rakenskapsaret): string {
  return [
    `RÄKENSKAPSÅRET ${ar} · ${forbund}`,
    `Ingående balans: ${BALANS[aret.ingaendeBalans]}`,
    ...avsnitt(
      'Månader',
      text('Månad', 'Status', 'Stängd i serie'),
      aret.manader.map(({ manad, status }) => [
        `${ar}-${String(manad).padStart(2, '0')}`,
        STATUS[status],
        aret.serier
          .filter((s) => s.stangda.some((m) => m.manad === manad))
          .map((s) => s.serie)
          .join(', '),
      ]),
    ),
    ...avsnitt(
      'Stängningar och öppningar av alla serier',
      text('Nr', 'Vad', 'Från', 'Till', 'Av', 'Grund', 'Händelse', ''),
      aret.andringar.map((a) => [
        ...[String(a.nummer), SLAG[a.slag], a.fran, a.till, a.av, a.grund.text, String(a.ordinal)],
        a.genomford ? '' : 'pågår',
      ]),
    ),
    ...avsnitt(
      'Bokslut',
      [
        ...text('Nr', 'Konto'),
        belopp('Resultat'),
        ...text('Av', 'Grund', 'Händelse', 'Nästa års ingående balans'),
      ],
      aret.bokslut.map((b) => [
        ...[String(b.nummer), b.konto, kronor(b.resultatOre), b.av, b.grund.text, String(b.ordinal)],
        b.ingaende === null ? 'inte bokförd ännu' : `händelse ${b.ingaende}`,
      ]),
    ),
    ...avsnitt(
      `Skillnader mot vad ${ar + 1} öppnar med`,
      [...text('Konto', 'Insats', 'Motpart'), belopp('Utgående'), belopp('Ingående')],
      aret.skillnaderMotNastaAr.map((s) => [
        ...[s.konto, s.insats ?? '', s.motpart ?? '', kronor(s.utgaendeOre), kronor(s.ingaendeOre)],
      ]),
    ),
  ].join('\n');
}
