import { DomanFel } from '#kernel/fel.js';
import { nyckelAv } from '#kernel/identiteter.js';
import { finnsPersonnummer } from '#kernel/personnummer.js';

export type PersonuppgiftKod = 'UPPGIFT_OM_PERSON';

/** The value itself is never repeated: a refusal is shown, logged and sent on. */
export const omPerson = (falt: string, vad: string): DomanFel<PersonuppgiftKod> =>
  new DomanFel(
    'UPPGIFT_OM_PERSON',
    `${vad} Ett samordningsförbund har inte stöd i finsamlagen (2003:1210) för att behandla uppgifter om enskilda deltagare.`,
    { falt, forvantat: 'sammanräknade antal, inget om någon enskild' },
  );

/** @throws DomanFel UPPGIFT_OM_PERSON naming the field that holds a personal identity number */
export function kontrolleraTexter(texter: Readonly<Record<string, string | undefined>>): void {
  for (const [falt, text] of Object.entries(texter))
    if (text !== undefined && finnsPersonnummer(text))
      throw omPerson(falt, `Texten i ${falt} innehåller ett personnummer.`);
}

/** Fields that say who somebody is, as whole words of a key. */
const OM_VEM = new Set(
  (
    'namn fornamn efternamn tilltalsnamn initialer personnummer personnr persnr pnr personid samordningsnummer ' +
    'fodelsedatum fodelsear fodelsenummer fodd adress gatuadress postadress telefon telefonnummer mobil mobilnummer ' +
    'epost epostadress mail mejl email'
  ).split(' '),
);
const NUMRERAD =
  /^(?:deltagare|deltagaren|person|personen|individ|klient|brukare|patient|arende)-?(?:nr-?|id-?)?(?:\d+|[a-z])$/;
const MANGA = /^(?:deltagare|deltagarna|personer|individer|klienter|brukare|patienter|arenden)$/;

/** Whether a key is about one person: `fornamn`, `deltagare-3`, a personal identity number. */
export function arPersonnyckel(nyckel: string): boolean {
  if (finnsPersonnummer(nyckel)) return true;
  const n = nyckelAv(nyckel);
  return NUMRERAD.test(n) || OM_VEM.has(n.replaceAll('-', '')) || n.split('-').some((ord) => OM_VEM.has(ord));
}

/** Deeper than any follow-up: what lies below is not looked into, so it is refused. */
const MAX_DJUP = 8;

/**
 * Looks through data as it was sent, whatever its shape, for what could be a row about a person: an identity number in
 * a text, number or key, a field for a name, a list, participants that are anything but a number.
 * @param listor the lists that the shape has, by their field; every other list may hold a row per person
 * @throws DomanFel UPPGIFT_OM_PERSON naming the place
 */
export function kontrolleraIngenPerson(
  varde: unknown,
  falt: string,
  listor: ReadonlySet<string> = new Set(),
  djup = 0,
): void {
  if (typeof varde === 'string' || typeof varde === 'number') {
    if (finnsPersonnummer(String(varde)))
      throw omPerson(falt, `Värdet i ${falt} är eller innehåller ett personnummer.`);
    return;
  }
  if (typeof varde !== 'object' || varde === null) return;
  if (djup >= MAX_DJUP) throw omPerson(falt, `Uppgifterna i ${falt} är för djupt nästlade för att granskas.`);
  const iLista = Array.isArray(varde);
  for (const [nyckel, v] of Object.entries(varde as Record<string, unknown>)) {
    const plats = iLista ? `${falt}[${nyckel}]` : falt === '' ? nyckel : `${falt}.${nyckel}`;
    if (!iLista) kontrolleraFalt(nyckel, v, finnsPersonnummer(nyckel) ? falt : plats, listor);
    kontrolleraIngenPerson(v, plats, listor, djup + 1);
  }
}

function kontrolleraFalt(nyckel: string, varde: unknown, plats: string, listor: ReadonlySet<string>): void {
  if (arPersonnyckel(nyckel)) throw omPerson(plats, 'Fältet gäller en enskild person.');
  if (Array.isArray(varde) && !listor.has(nyckel))
    throw omPerson(plats, `${plats} är en lista, som kan ha en rad per person.`);
  if (typeof varde === 'object' && varde !== null && MANGA.test(nyckelAv(nyckel)))
    throw omPerson(plats, `${plats} är annat än ett antal.`);
}
