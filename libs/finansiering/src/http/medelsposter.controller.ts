import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbundsadress, SomAvFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { ellerNull, lista, objekt, svar, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  UtforMedelspostkommando,
  type FinansieringKod,
  type MedelspostKod,
} from '../commands/utfor-medelspostkommando.js';
import { medelsposter } from '../projections/finansiering/finansiering.query.js';
import { PekaUtMedelspostDto, StrykMedelspostDto } from './finansiering.dto.js';
import { somHuvudman } from './vardeobjekt.js';

const koder = (...k: (MedelspostKod | FinansieringKod)[]): string[] => ['FORBUND_OKANT', ...k];
const MEDELSPOST = objekt({ post: TEXT, part: ellerNull(TEXT), medlem: ellerNull(TEXT) });

@ApiTags('finansiering')
@Controller('api/v1/forbund/:forbund/medelsposter')
export class MedelsposterController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag(
    'Peka ut en post i kontoplanen som medel från huvudmännen, med de poster som specificerar den',
    koder('MEDELSPOST_FEL_SLAG', 'MEDELSPOST_OFORANDRAD', 'HUVUDMAN_OKAND'),
  )
  pekaUt(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, post, huvudman }: PekaUtMedelspostDto,
  ): Promise<Kvitto> {
    const data = givna({ forbund, post, huvudman: huvudman && somHuvudman(huvudman) });
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforMedelspostkommando({ typ: 'PekaUtMedelspost', data }, k, e),
    );
  }

  @Post('strykningar')
  @Kommandovag('Stryk en post som inte är medel från huvudmännen', koder('MEDELSPOST_OKAND'))
  stryk(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, post }: StrykMedelspostDto,
  ): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforMedelspostkommando({ typ: 'StrykMedelspost', data: { forbund, post } }, k, e),
    );
  }

  @Get()
  @Fragevag('Posterna som är medel från huvudmännen, och vems', svar({ poster: lista(MEDELSPOST) }))
  lista(@Param() { forbund }: Forbundsadress, @Query() f: SomAvFraga) {
    return this.lasning.las(['finansiering'], f.somAv, async (sql, ordinal) => ({
      poster: (await medelsposter(sql, { forbund: [forbund], ordinal })).map(({ post, part, medlem }) => ({
        post,
        part,
        medlem,
      })),
    }));
  }
}
