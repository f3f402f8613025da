import { arPersonnyckel, omPerson } from './personuppgift.js';
import type { Konsantal, NamngivetAntal, Uppfoljningsuppgifter } from './uppfoljning.events.js';
import { fel } from './uppfoljning.kommandon.js';

/** More people than a county has in working age: a larger number is something else. */
export const MAX_ANTAL = 1_000_000;
/** So many people waiting for three years. */
export const MAX_DAGAR = 1_000_000_000;
/** A follow-up has some ten counts of its own; one that has a row per person has more. */
export const MAX_NAMNGIVNA = 60;

function kravAntal(varde: number, falt: string, hogst = MAX_ANTAL): void {
  if (!Number.isSafeInteger(varde) || varde < 0 || varde > hogst)
    throw fel('UPPFOLJNING_ANTAL_OGILTIGT', `${falt} är inte ett antal.`, falt, `ett heltal 0–${hogst}`);
}

/** Parts that exceed their total refute each other; what is missing of them is unspecified, and shown so. */
function kravHogst(delar: readonly (number | undefined)[], totalt: number | undefined, falt: string): void {
  const summa = delar.reduce<number>((s, d) => s + (d ?? 0), 0);
  if (totalt !== undefined && summa > totalt)
    throw fel(
      'UPPFOLJNING_MOTSAGELSE',
      `Delarna i ${falt} är ${summa} tillsammans, mer än ${totalt}.`,
      falt,
      `högst ${totalt} tillsammans`,
    );
}

function kravEnGang(varden: readonly string[], falt: string): void {
  const n = varden.findIndex((v, i) => varden.indexOf(v) !== i);
  if (n >= 0)
    throw fel(
      'UPPFOLJNING_DUBBEL',
      `${varden[n] ?? ''} står två gånger.`,
      `${falt}[${n}]`,
      'varje slag en gång',
    );
}

function kontrolleraKonsantal({ totalt, kvinnor, man }: Konsantal, falt: string): void {
  kravAntal(totalt, `${falt}.totalt`);
  if (kvinnor !== undefined) kravAntal(kvinnor, `${falt}.kvinnor`);
  if (man !== undefined) kravAntal(man, `${falt}.man`);
  kravHogst([kvinnor, man], totalt, falt);
}

function kontrolleraAvslutade(avslutade: NonNullable<Uppfoljningsuppgifter['avslutade']>): void {
  const { orsaker = [] } = avslutade;
  kontrolleraKonsantal(avslutade, 'avslutade');
  orsaker.forEach((o, n) => {
    kontrolleraKonsantal(o, `avslutade.orsaker[${n}]`);
  });
  kravEnGang(
    orsaker.map((o) => o.orsak),
    'avslutade.orsaker',
  );
  for (const vad of ['totalt', 'kvinnor', 'man'] as const)
    kravHogst(
      orsaker.map((o) => o[vad]),
      avslutade[vad],
      'avslutade.orsaker',
    );
}

function kontrolleraForsorjning({
  deltagare,
  slag,
}: NonNullable<Uppfoljningsuppgifter['forsorjning']>): void {
  kravAntal(deltagare, 'forsorjning.deltagare');
  kravEnGang(
    slag.map((s) => s.forsorjning),
    'forsorjning.slag',
  );
  slag.forEach(({ fore, efter }, n) => {
    for (const [vad, antal] of [
      ['fore', fore],
      ['efter', efter],
    ] as const) {
      const falt = `forsorjning.slag[${n}].${vad}`;
      kravAntal(antal, falt);
      kravHogst([antal], deltagare, falt);
    }
  });
}

export function kravAndel({ taljare, namnare }: { taljare: number; namnare: number }, falt: string): void {
  kravAntal(taljare, `${falt}.taljare`);
  kravAntal(namnare, `${falt}.namnare`);
  kravHogst([taljare], namnare, falt);
}

function kontrolleraNamngivna(antal: readonly NamngivetAntal[]): void {
  if (antal.length > MAX_NAMNGIVNA)
    throw omPerson(
      'antal',
      `Uppföljningen har ${antal.length} egna antal, så många att de kan vara ett per person.`,
    );
  kravEnGang(
    antal.map((a) => a.vad),
    'antal',
  );
  const kanda = new Map(antal.map((a) => [a.vad, a]));
  antal.forEach(({ vad, antal: hurManga, delAv }, n) => {
    if (arPersonnyckel(vad)) throw omPerson(`antal[${n}].vad`, 'Antalet gäller en enskild person.');
    kravAntal(hurManga, `antal[${n}].antal`);
    if (delAv === undefined) return;
    const hela = kanda.get(delAv);
    if (!hela || hela.delAv !== undefined)
      throw fel(
        'UPPFOLJNING_MOTSAGELSE',
        `${vad} är en del av ${delAv}, som inte är ett helt antal i uppföljningen.`,
        `antal[${n}].delAv`,
        'ett annat antal i samma uppföljning, som inte självt är en del',
      );
    kravHogst(
      antal.filter((a) => a.delAv === delAv).map((a) => a.antal),
      hela.antal,
      `antal[${n}]`,
    );
  });
}

/**
 * Figures that cannot all be true are refused, since their sender can put them right; a breakdown that leaves some out
 * is taken.
 * @throws DomanFel UPPFOLJNING_TOM, _ANTAL_OGILTIGT, _MOTSAGELSE, _DUBBEL, UPPGIFT_OM_PERSON
 */
export function kontrolleraUppgifter(uppgifter: Uppfoljningsuppgifter): void {
  const { startade, avslutade, ko, forsorjning, stegforflyttning, antal = [] } = uppgifter;
  const typade = [startade, avslutade, ko, forsorjning, stegforflyttning];
  if (typade.every((u) => u === undefined) && antal.length === 0)
    throw fel('UPPFOLJNING_TOM', 'Uppföljningen har inga uppgifter.', 'uppgifter', 'minst en uppgift');
  if (startade) kontrolleraKonsantal(startade, 'startade');
  if (avslutade) kontrolleraAvslutade(avslutade);
  if (ko) {
    kravAntal(ko.deltagare, 'ko.deltagare');
    kravAntal(ko.dagar, 'ko.dagar', MAX_DAGAR);
    if (ko.deltagare === 0) kravHogst([ko.dagar], 0, 'ko.dagar');
  }
  if (forsorjning) kontrolleraForsorjning(forsorjning);
  if (stegforflyttning) kravAndel(stegforflyttning, 'stegforflyttning');
  kontrolleraNamngivna(antal);
}
