import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { EventStore } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { ellerNull, HELTAL, lista, objekt, TEXT } from '#platform/http/schema.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import { handelsenMed, handelserEfter, handelseSomJson, MAX_SIDA } from '../handelsevisning.js';
import { heltal, parametrar } from './fragor.js';
import type { ApiKod } from './statuskoder.js';

const STANDARDSIDA = 100;

const HANDELSE = objekt({
  ordinal: HELTAL,
  typ: { ...TEXT, example: 'VerifikationBokford' },
  stream: TEXT,
  revision: HELTAL,
  tid: { ...TEXT, format: 'date-time' },
  vem: TEXT,
  skal: { type: 'object' },
  forbund: lista(TEXT),
  id: TEXT,
  data: { type: 'object' },
});
const SIDA = objekt({ handelser: lista(HANDELSE), nasta: ellerNull(HELTAL) });

@ApiTags('händelser')
@Controller('api/v1/handelser')
export class HandelserController {
  constructor(private readonly store: EventStore) {}

  /** Events in the total order after `efter`; `nasta` is the cursor of the next page, null on the last one. */
  @Get()
  @ApiQuery({ name: 'efter', required: false, schema: { type: 'integer', minimum: 0 } })
  @ApiQuery({ name: 'max', required: false, schema: { type: 'integer', minimum: 1, maximum: MAX_SIDA } })
  @ApiQuery({ name: 'stream', required: false, schema: { type: 'string' } })
  @Fragevag('Händelser i den ordning de registrerades', SIDA, ['STREAM_NAME_INVALID'])
  async lista(@Query() query: Record<string, unknown>) {
    const { efter, max, stream } = parametrar(query, ['efter', 'max', 'stream']);
    const antal = heltal(max, 'max', { min: 1, max: MAX_SIDA, annars: STANDARDSIDA });
    const fran = heltal(efter, 'efter', { min: 0, max: Number.MAX_SAFE_INTEGER, annars: 0 });
    const { handelser, nasta } = await handelserEfter(this.store, {
      efter: fran,
      max: antal,
      ...(stream === undefined ? {} : { stream }),
    });
    return { handelser: handelser.map(handelseSomJson), nasta };
  }

  @Get(':ordinal')
  @ApiParam({ name: 'ordinal', schema: { type: 'integer', minimum: 1 } })
  @Fragevag('En händelse', HANDELSE, ['HANDELSE_OKAND'])
  async visa(@Param('ordinal') ordinal: string, @Query() query: Record<string, unknown>) {
    parametrar(query, []);
    const nummer = heltal(ordinal, 'ordinal', { min: 1, max: Number.MAX_SAFE_INTEGER, annars: 1 });
    const handelse = await handelsenMed(this.store, nummer);
    if (!handelse)
      throw new DomanFel<ApiKod>('HANDELSE_OKAND', `Det finns ingen händelse ${nummer}.`, {
        falt: 'ordinal',
        forvantat: 'en händelse som finns',
      });
    return handelseSomJson(handelse);
  }
}
