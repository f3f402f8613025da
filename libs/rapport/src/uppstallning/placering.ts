import { EJ_I_UPPSTALLNINGEN, type Avsnitt, type Rad, type Tabelldefinition } from '#rapportlayout/public.js';
import type { Belopp, Kontoregister } from '../stomme/belopp.js';
import type { Bidrag, Uppstallningskolumn } from './uppstallning.js';
import { valjare } from './urval.js';

/** Money by where it stands in a table. Every krona that the table covers stands in exactly one place. */
export interface Placering {
  /** Row of a section → its money. The section's own id holds what none of its lines took. */
  readonly rader: ReadonlyMap<string, readonly Bidrag[]>;
  /** What the table covers and no section takes. */
  readonly utanAvsnitt: readonly Bidrag[];
  /** All that the table covers. */
  readonly alla: readonly Bidrag[];
}

/** Where the rest of a section stands. */
export const restensId = (avsnitt: string): string => `${avsnitt}/${EJ_I_UPPSTALLNINGEN}`;

/**
 * Puts each sum of money on the first line that wants it: so no order of lines counts anything twice, and what no line wants
 * has a place as well.
 */
export function placera(
  tabell: Tabelldefinition,
  kolumner: readonly Uppstallningskolumn[],
  register: Kontoregister,
): Placering {
  const avsnitten = tabell.rader.filter((r): r is Avsnitt => r.typ === 'avsnitt').map(avsnittsvaljare);
  const omfattas = valjare(tabell.omfattar);
  const rader = new Map<string, Bidrag[]>();
  const utanAvsnitt: Bidrag[] = [];
  const alla: Bidrag[] = [];
  const till = (id: string, bidrag: Bidrag): void => {
    const har = rader.get(id);
    if (har) har.push(bidrag);
    else rader.set(id, [bidrag]);
  };
  for (const { id: kolumn, belopp } of kolumner)
    for (const ett of belopp) {
      if (!omfattas(ett, register)) continue;
      const avsnitt = avsnitten.find((a) => a.tar(ett, register));
      const bidrag: Bidrag = { kolumn, belopp: ett, faktor: avsnitt?.vand ? -1n : 1n };
      alla.push(bidrag);
      if (!avsnitt) utanAvsnitt.push(bidrag);
      else till(avsnitt.rader.find((r) => r.tar(ett, register))?.id ?? restensId(avsnitt.id), bidrag);
    }
  omfor(tabell, kolumner, register, till);
  return { rader, utanAvsnitt, alla };
}

const avsnittsvaljare = (avsnitt: Avsnitt) => ({
  id: avsnitt.id,
  vand: avsnitt.vand === true,
  tar: valjare(avsnitt.urval),
  rader: avsnitt.rader
    .filter((r): r is Rad => r.typ === 'rad')
    .map((r) => ({ id: r.id, tar: valjare(r.urval) })),
});

/** What is moved is taken from one row and given to another: it adds nothing to the table. */
function omfor(
  tabell: Tabelldefinition,
  kolumner: readonly Uppstallningskolumn[],
  register: Kontoregister,
  till: (id: string, bidrag: Bidrag) => void,
): void {
  for (const avsnitt of tabell.rader) {
    if (avsnitt.typ !== 'avsnitt') continue;
    for (const rad of avsnitt.rader) {
      if (rad.typ !== 'omforing') continue;
      const flyttas = valjare(rad.urval);
      for (const { id: kolumn, belopp } of kolumner)
        for (const ett of belopp.filter((b) => flyttas(b, register))) {
          till(rad.id, { kolumn, belopp: ett, faktor: -1n });
          till(rad.till, { kolumn, belopp: ett, faktor: 1n });
        }
    }
  }
}

/** What is chosen of a table's columns, whether the table covers it or not. */
export function valda(
  kolumner: readonly Uppstallningskolumn[],
  tar: (b: Belopp, r: Kontoregister) => boolean,
  register: Kontoregister,
): Bidrag[] {
  return kolumner.flatMap(({ id, belopp }) =>
    belopp.filter((b) => tar(b, register)).map((ett): Bidrag => ({ kolumn: id, belopp: ett, faktor: 1n })),
  );
}
