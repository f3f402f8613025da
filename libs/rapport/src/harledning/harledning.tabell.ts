import { bladetSomText } from '../render/svar.tabell.js';
import { kronor, SAKNAS } from '../render/talformat.js';
import type { Figur } from '../stomme/figur.js';
import type { Harledning } from './harledning.js';
import { harledningensBlad } from './harledning.blad.js';

function siffran({ ore, antal }: Figur): string {
  if (antal === undefined) return `${kronor(ore)} kr`;
  const varde = antal.varde === null ? SAKNAS : String(antal.varde).replace('.', ',');
  return antal.enhet === 'antal' ? varde : `${varde} ${antal.enhet}`;
}

/** For a terminal: the figure, how it is made, and what it rests on. */
export function harledningSomTabell(h: Harledning): string {
  const { figur, underlag } = h;
  return [
    `${figur.etikett}, ${figur.kolumnrubrik}: ${siffran(figur)}`,
    `  ${figur.formel}`,
    `  ${h.rapport}, ${h.omfattning}, ${h.ar}, rad ${figur.rad}, kolumn ${figur.kolumn}`,
    ...harledningensBlad(h).flatMap((b) => ['', bladetSomText(b)]),
    '',
    `Underlag: händelse ${underlag.ordinal}, per ${underlag.per}, regler ${underlag.regelversion}. ${SAKNAS} = uppgift saknas.`,
  ].join('\n');
}
