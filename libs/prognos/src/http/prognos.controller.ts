import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { arsSlut } from '#kernel/datum.js';
import { oreTillTal } from '#kernel/ore.js';
import { Arsadress, PerFraga } from '#platform/http/adresser.dto.js';
import { Lasning } from '#platform/http/lasning.js';
import { lista, objekt, ORE, svar, TEXT } from '#platform/http/schema.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import { senasteBeraknade } from '../projections/prognos/prognos.query.js';

const RAD = objekt({ post: TEXT, beloppOre: ORE, metod: TEXT, motiv: TEXT });

/** Forecasts are computed from what is booked: there is no command for them. The board's own are plans of the budget. */
@ApiTags('prognos')
@Controller('api/v1/forbund/:forbund/prognoser/:ar')
export class PrognosController {
  constructor(private readonly lasning: Lasning) {}

  @Get()
  @Fragevag(
    'Årets beräknade prognos per post, med metod och motiv, som den var dagen per (utan per: den senaste)',
    svar({ rader: lista(RAD) }),
  )
  visa(@Param() { forbund, ar }: Arsadress, @Query() f: PerFraga) {
    return this.lasning.las(['prognos'], f.somAv, async (sql, ordinal) => {
      const per = f.per ?? arsSlut(ar);
      const rader = await senasteBeraknade(sql, { forbund: [forbund], ar, per, ordinal });
      return {
        rader: rader.map(({ post, beloppOre, metod, motiv }) => ({
          post,
          beloppOre: oreTillTal(beloppOre),
          metod,
          motiv,
        })),
      };
    });
  }
}
