import type { Datum } from '#kernel/datum.js';
import { arNyckel, type Nyckel } from '#kernel/identiteter.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { nekat } from './forbundsfel.js';
import type { Plats, StyrelseSammansatt, Uppdrag } from './forbund.events.js';

/** The board as it is from a day. */
export interface Styrelse {
  readonly senast: boolean;
  readonly platser: readonly Plats[];
}
/** By the day that each holds from. */
export type Styrelser = ReadonlyMap<Datum, Styrelse>;

/** What changes in a board on a day; all else stays as it was. */
export interface Styrelseforandring {
  readonly inrattas: readonly Plats[];
  readonly avvecklas: readonly Nyckel[];
  /** Seats that get an uppdrag, or lose the one that they have. */
  readonly uppdrag: readonly { readonly plats: Nyckel; readonly uppdrag?: Uppdrag }[];
}

/**
 * The board that holds on a day: the latest from it or before. Before the first, the first one if its source only tells
 * that it was so at the latest then; else none is known.
 */
export function styrelsenDen(styrelser: Styrelser, den: Datum): readonly Plats[] {
  const dagar = [...styrelser.keys()].sort();
  const dag = dagar.filter((d) => d <= den).at(-1);
  const forsta = dagar[0] === undefined ? undefined : styrelser.get(dagar[0]);
  const gallande = dag === undefined ? (forsta?.senast ? forsta : undefined) : styrelser.get(dag);
  return gallande?.platser ?? [];
}

/** @throws DomanFel with a PLATS_…, UPPDRAG_… or UTSEENDE_… code */
function kontrolleraPlatser(
  platser: readonly Plats[],
  arMedlem: (medlem: Nyckel) => boolean,
  falt: 'platser' | 'inrattas' = 'platser',
): void {
  const sedda = new Set<Nyckel>();
  const uppdragna = new Set<Uppdrag>();
  platser.forEach(({ plats, utseddAv, slag, uppdrag }, n) => {
    if (!arNyckel(plats))
      throw nekat(
        'PLATS_NYCKEL_OGILTIG',
        `"${plats}" kan inte vara nyckel för en plats.`,
        `${falt}[${n}].plats`,
        'gemener a–z, siffror och bindestreck, t.ex. sala-kommun-ordinarie-1',
      );
    if (sedda.has(plats))
      throw nekat(
        'PLATS_DUBBEL',
        `Platsen ${plats} står två gånger.`,
        `${falt}[${n}].plats`,
        'varje plats en gång',
      );
    sedda.add(plats);
    if (!arMedlem(utseddAv))
      throw nekat(
        'UTSEENDE_EJ_MEDLEM',
        `${utseddAv} är inte medlem den dagen och kan inte utse till ${plats}.`,
        `${falt}[${n}].utseddAv`,
        'en medlem i förbundet',
      );
    if (uppdrag === undefined) return;
    if (slag !== 'ordinarie')
      throw nekat(
        'UPPDRAG_EJ_ORDINARIE',
        `${plats} är inte en ordinarie plats och kan inte ha uppdraget ${uppdrag}.`,
        `${falt}[${n}].uppdrag`,
        'en ordinarie plats',
      );
    if (uppdragna.has(uppdrag))
      throw nekat(
        'UPPDRAG_DUBBELT',
        `Två platser har uppdraget ${uppdrag} samtidigt.`,
        `${falt}[${n}].uppdrag`,
        'varje uppdrag på en plats',
      );
    uppdragna.add(uppdrag);
  });
}

const medUppdrag = ({ uppdrag: _, ...plats }: Plats, uppdrag: Uppdrag | undefined): Plats =>
  uppdrag === undefined ? plats : { ...plats, uppdrag };

/**
 * The board after a change. @throws DomanFel PLATS_OKAND for a seat that is not there to change, PLATS_DUBBEL for one
 * that is there already, and what `kontrolleraPlatser` refuses of the new seats
 */
export function forandrad(
  fore: readonly Plats[],
  f: Styrelseforandring,
  arMedlem: (medlem: Nyckel) => boolean,
): readonly Plats[] {
  kontrolleraPlatser(f.inrattas, arMedlem, 'inrattas');
  const platser = new Map(fore.map((p) => [p.plats, p]));
  const okand = (plats: Nyckel, falt: string) =>
    nekat('PLATS_OKAND', `Platsen ${plats} finns inte den dagen.`, falt, 'en plats som finns den dagen');
  f.avvecklas.forEach((plats, n) => {
    if (!platser.delete(plats)) throw okand(plats, `avvecklas[${n}]`);
  });
  f.inrattas.forEach((p, n) => {
    if (platser.has(p.plats))
      throw nekat('PLATS_DUBBEL', `Platsen ${p.plats} finns redan.`, `inrattas[${n}].plats`, 'en ny plats');
    platser.set(p.plats, p);
  });
  f.uppdrag.forEach(({ plats, uppdrag }, n) => {
    const denna = platser.get(plats);
    if (!denna) throw okand(plats, `uppdrag[${n}].plats`);
    platser.set(plats, medUppdrag(denna, uppdrag));
  });
  return [...platser.values()];
}

/** @throws DomanFel what `kontrolleraPlatser` refuses, STYRELSE_OFORANDRAD when the board is so already */
export function sammansatt(
  data: StyrelseSammansatt['data'],
  styrelser: Styrelser,
  arMedlem: (medlem: Nyckel) => boolean,
): StyrelseSammansatt {
  kontrolleraPlatser(data.platser, arMedlem);
  const fore = styrelser.get(data.den);
  const ny: Styrelse = { senast: data.senast === true, platser: data.platser };
  if (fore && kanoniskJson(fore) === kanoniskJson(ny))
    throw nekat('STYRELSE_OFORANDRAD', `Styrelsen är redan så från ${data.den}.`, 'platser', 'någon ändring');
  return { typ: 'StyrelseSammansatt', data };
}
