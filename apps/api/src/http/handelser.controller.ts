import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventStore } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { Efterfalt, Maxfalt, sidlangd } from '#platform/http/adresser.dto.js';
import { Heltalsparameter, Namnfalt, ORDINAL } from '#platform/http/falt.js';
import { givna } from '#platform/http/givna.js';
import { ellerNull, HELTAL, lista, objekt, TEXT } from '#platform/http/schema.js';
import { Fragevag, UtanParametrar } from '#platform/http/vagbeskrivning.js';
import { handelsenMed, handelserEfter, handelseSomJson } from '../handelsevisning.js';
import type { ApiKod } from './statuskoder.js';

class Handelsefraga {
  @Efterfalt()
  efter?: number;
  @Maxfalt()
  max?: number;
  @Namnfalt('bokforing-vastmanland-2024-a', { frivillig: true, beskrivning: 'Bara den strömmens händelser.' })
  stream?: string;
}

class Handelseadress {
  @Heltalsparameter(1, { min: 1, max: ORDINAL.max })
  ordinal!: number;
}

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
  korrelation: ellerNull(TEXT),
  orsak: ellerNull(TEXT),
  data: { type: 'object' },
});
const SIDA = objekt({ handelser: lista(HANDELSE), nasta: ellerNull(HELTAL) });

@ApiTags('händelser')
@Controller('api/v1/handelser')
export class HandelserController {
  constructor(private readonly store: EventStore) {}

  /** Events in the total order after `efter`; `nasta` is the cursor of the next page, null on the last one. */
  @Get()
  @Fragevag('Händelser i den ordning de registrerades', SIDA, ['STREAM_NAME_INVALID'])
  async lista(@Query() f: Handelsefraga) {
    const { handelser, nasta } = await handelserEfter(
      this.store,
      givna({ efter: f.efter ?? 0, max: sidlangd(f), stream: f.stream }),
    );
    return { handelser: handelser.map(handelseSomJson), nasta };
  }

  @Get(':ordinal')
  @UtanParametrar()
  @Fragevag('En händelse', HANDELSE, ['HANDELSE_OKAND'])
  async visa(@Param() { ordinal }: Handelseadress) {
    const handelse = await handelsenMed(this.store, ordinal);
    if (!handelse)
      throw new DomanFel<ApiKod>('HANDELSE_OKAND', `Det finns ingen händelse ${ordinal}.`, {
        falt: 'ordinal',
        forvantat: 'en händelse som finns',
      });
    return handelseSomJson(handelse);
  }
}
