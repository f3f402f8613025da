import { nekadBegaran } from '#platform/http/httpkoder.js';
import type { Andelar, Huvudman } from '../commands/utfor-finansieringskommando.js';
import type { AndelarDto, BrakDto, HuvudmanDto } from './finansiering.dto.js';

/** @throws DomanFel ANROP_OGILTIGT for a member beside the state, which is one */
export function somHuvudman({ part, medlem }: HuvudmanDto): Huvudman {
  if (part !== 'stat') return medlem === undefined ? { part } : { part, medlem };
  if (medlem !== undefined)
    throw nekadBegaran('ANROP_OGILTIGT', 'Staten är en huvudman: Försäkringskassan betalar för båda.', {
      falt: 'huvudman.medlem',
      forvantat: 'bara part när part är stat',
    });
  return { part };
}

const brak = ({ taljare, namnare }: BrakDto) => ({ taljare, namnare });

export const somAndelar = ({ stat, region, kommun }: AndelarDto): Andelar => ({
  stat: brak(stat),
  region: brak(region),
  kommun: brak(kommun),
});
