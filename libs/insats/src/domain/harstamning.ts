import { dagenFore, type Datum } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { Insatsadress, InsatsHandelse } from './insats.events.js';
import { fel, type Harstamningskommando } from './insats.kommandon.js';
import type { InsatsState, Registrerad } from './insats.state.js';
import { kontrolleraTexter } from './personuppgift.js';

export const adressnyckel = ({ forbund, insats }: Insatsadress): string => `${forbund}--${insats}`;

/** A lineage further than this is not one that somebody has made by hand. */
export const MAX_EFTERFOLJARE = 200;

/** The insatser that a command names as going on: none when a member does. */
export function efterfoljarna({ typ, data }: Harstamningskommando): readonly Insatsadress[] {
  switch (typ) {
    case 'FortsattInsats':
      return [data.som];
    case 'DelaInsats':
      return data.till;
    case 'SammanforInsats':
      return [data.till];
    case 'OverlamnaInsats':
      return [];
    default:
      return omojlig(typ);
  }
}

/** Who goes on is told once, of an insats that runs or has ended before. */
function kravPa(kommando: Harstamningskommando, state: Registrerad): void {
  const { fran, insats } = kommando.data;
  if (state.status === 'avslutad' && state.vidare)
    throw fel(
      'EFTERFOLJARE_FINNS',
      `Insatsen ${insats} har redan gått vidare ${state.vidare.fran}.`,
      'insats',
      'en insats som ingen ännu har tagit vid efter',
    );
  if (state.status === 'avslutad' && fran <= state.den)
    throw fel(
      'INSATS_TID_OMVAND',
      `Insatsen slutade ${state.den}; det som tar vid börjar senare än så.`,
      'fran',
      'en dag efter slutet',
    );
  if (state.status === 'startad' && dagenFore(fran) < state.den)
    throw fel(
      'INSATS_TID_OMVAND',
      `Insatsen startade ${state.den} och kan inte ha gått vidare ${fran}.`,
      'fran',
      'en dag efter starten',
    );
}

function kravOlika(falt: string, insatser: readonly Insatsadress[]): void {
  const sedda = new Set<string>();
  insatser.forEach((i, n) => {
    if (sedda.has(adressnyckel(i)))
      throw fel(
        'EFTERFOLJARE_DUBBEL',
        `${i.insats} i ${i.forbund} står två gånger.`,
        `${falt}[${n}]`,
        'varje insats en gång, och inte insatsen själv',
      );
    sedda.add(adressnyckel(i));
  });
}

export function gaVidare(kommando: Harstamningskommando, state: Registrerad): InsatsHandelse[] {
  kravPa(kommando, state);
  if (efterfoljarna(kommando).some((e) => adressnyckel(e) === adressnyckel(kommando.data)))
    throw cirkel(kommando.data);
  switch (kommando.typ) {
    case 'FortsattInsats':
      return [{ typ: 'InsatsFortsatt', data: kommando.data }];
    case 'DelaInsats':
      if (kommando.data.till.length < 2)
        throw fel(
          'EFTERFOLJARE_FOR_FA',
          'En delning ger minst två insatser.',
          'till',
          'minst två insatser; för en enda används fortsättning',
        );
      kravOlika('till', kommando.data.till);
      return [{ typ: 'InsatsDelad', data: kommando.data }];
    case 'SammanforInsats': {
      const { data } = kommando;
      if (data.tillsammansMed.length === 0)
        throw fel(
          'EFTERFOLJARE_FOR_FA',
          'En sammanföring är av minst två insatser.',
          'tillsammansMed',
          'minst en annan insats; för en enda används fortsättning',
        );
      kravOlika('tillsammansMed', [...data.tillsammansMed, data]);
      return [{ typ: 'InsatsSammanford', data }];
    }
    case 'OverlamnaInsats':
      kontrolleraTexter({ enhet: kommando.data.enhet });
      return [{ typ: 'InsatsOverlamnad', data: kommando.data }];
    default:
      return omojlig(kommando);
  }
}

const cirkel = ({ insats }: Insatsadress) =>
  fel(
    'HARSTAMNING_CIRKEL',
    `Insatsen ${insats} skulle härstamma från sig själv.`,
    'insats',
    'en efterföljare som inte själv leder tillbaka hit',
  );

/** What the register of förbund says of one; absent `uppgifter`: it is not there. */
interface Forbundet {
  readonly uppgifter: object | undefined;
  readonly medlemmar: ReadonlyMap<Nyckel, { readonly uttradd: boolean }>;
}

/** Those who take over against the registers: the förbund of an insats, the member of a hand-over. Registers only grow. */
export async function kontrolleraMottagare(
  kommando: Harstamningskommando,
  las: (forbund: ForbundId) => Promise<Forbundet>,
): Promise<void> {
  if (kommando.typ === 'OverlamnaInsats') {
    const { forbund, medlem } = kommando.data;
    if (!(await las(forbund)).medlemmar.has(medlem))
      throw fel(
        'EFTERFOLJARE_MEDLEM_OKAND',
        `${medlem} är inte och har inte varit medlem i ${forbund}.`,
        'medlem',
        'nyckeln för en medlem i förbundet',
      );
  }
  for (const { forbund } of efterfoljarna(kommando))
    if (forbund !== kommando.data.forbund && !(await las(forbund)).uppgifter)
      throw fel(
        'EFTERFOLJARE_FORBUND_OKANT',
        `Förbundet ${forbund} är inte registrerat.`,
        'forbund',
        'ett registrerat förbund',
      );
}

/**
 * The successors against what their own streams tell: none may have ended before it takes over, or lead back. Two that
 * name each other at the same moment can both pass; whoever reads a lineage must stand a circle.
 */
export async function kontrolleraEfterfoljare(
  kommando: Harstamningskommando,
  las: (adress: Insatsadress) => Promise<InsatsState>,
): Promise<void> {
  const egen = adressnyckel(kommando.data);
  const forsta = efterfoljarna(kommando);
  const sedda = new Set<string>();
  const kvar = [...forsta];
  let slutad: (Insatsadress & { den: Datum }) | undefined;
  for (let adress = kvar.shift(); adress; adress = kvar.shift()) {
    const nyckel = adressnyckel(adress);
    if (nyckel === egen) throw cirkel(kommando.data);
    if (sedda.has(nyckel)) continue;
    sedda.add(nyckel);
    if (sedda.size > MAX_EFTERFOLJARE)
      throw fel(
        'HARSTAMNING_FOR_LANG',
        `Härstamningen efter ${kommando.data.insats} är längre än ${MAX_EFTERFOLJARE} insatser.`,
        'insats',
        'en kortare härstamning',
      );
    const state = await las(adress);
    if (state.status !== 'avslutad') continue;
    if (forsta.includes(adress) && state.den < kommando.data.fran) slutad ??= { ...adress, den: state.den };
    if (state.vidare?.slag === 'insats') kvar.push(...state.vidare.till);
  }
  // A circle is worse than an end: it is told first.
  if (slutad)
    throw fel(
      'EFTERFOLJARE_AVSLUTAD',
      `${slutad.insats} i ${slutad.forbund} slutade ${slutad.den}, före ${kommando.data.fran}.`,
      'fran',
      'en efterföljare som pågår den dagen',
    );
}
