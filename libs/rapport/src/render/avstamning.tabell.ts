import type { Dokumentavstamning } from '../avstamning/avstamning.js';
import { textkolumner } from './textkolumner.js';

const SLAG = { avrundning: 'avrundning', kallfel: 'KÄLLFEL', oforklarad: 'OFÖRKLARAD' } as const;

/** Printed figures as the source has them, in its own unit. */
const tal = (n: number): string => n.toLocaleString('sv-SE');

/** For a terminal: a summary line a document, then its differences, derived rows and what was left out. */
export function avstamningSomTabell(dokument: readonly Dokumentavstamning[]): string {
  return dokument
    .map((d) =>
      [
        `${d.id}: ${d.celler} celler, ${d.lika} lika, ${d.avrundning} avrundning, ${d.kallfel} källfel, ${d.oforklarade} oförklarade`,
        ...(d.skillnader.length === 0
          ? []
          : [
              textkolumner(
                [
                  { rubrik: 'Tabell' },
                  { rubrik: 'Cell', max: 44 },
                  { rubrik: 'Kolumn' },
                  { rubrik: 'Källan', hoger: true },
                  { rubrik: 'Beräknat', hoger: true },
                  { rubrik: 'Slag' },
                  { rubrik: 'Förklaring' },
                ],
                d.skillnader.map((s) => [
                  s.tabell,
                  s.cell,
                  s.kolumn,
                  tal(s.kallan),
                  tal(s.beraknat),
                  SLAG[s.slag],
                  s.forklaring,
                ]),
              ),
            ]),
        ...d.ejSpecificerat.map(
          (e) => `  Ej specificerat i källan: ${e.tabell}, ${e.summa}, ${e.kolumn}: ${tal(e.belopp)}`,
        ),
        ...d.ejAvstamda.map(
          (e) =>
            `  Ej avstämd: tabellen ${e.tabell}, ${e.celler} celler (balans och kassaflöde redovisas inte än)`,
        ),
      ].join('\n'),
    )
    .join('\n\n');
}
