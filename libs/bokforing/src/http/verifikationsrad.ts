import { givna } from '#platform/http/givna.js';
import type { BokforingKod } from '../commands/utfor-bokforingskommando.js';
import type { RattelseradDto, VerifikationsradDto } from './bokforing.dto.js';

/** What every route that books something can be refused with, and what this one can. */
export const bokforingskoder = (...k: BokforingKod[]): BokforingKod[] => [
  'VERIFIKATION_OBALANSERAD',
  'VERIFIKATION_UTAN_RADER',
  'KONTO_SAKNAS',
  'MOTPART_SAKNAS',
  'INSATS_SAKNAS',
  'PERIOD_STANGD',
  ...k,
];

export const verifikationsrad = ({ konto, beloppOre, insats, motpart }: VerifikationsradDto) =>
  givna({ konto, beloppOre: BigInt(beloppOre), insats, motpart });

/** A row that does not withdraw anything says nothing of it. */
export const rattelserad = (r: RattelseradDto) => ({
  ...verifikationsrad(r),
  ...(r.utgar ? { utgar: true as const } : {}),
});
