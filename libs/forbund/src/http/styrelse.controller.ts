import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbundsadress, PerFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, JA_NEJ, lista, objekt, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import { forbundStream, UtforForbundskommando, type ForbundKod } from '../commands/utfor-forbundskommando.js';
import { styrelsen } from '../projections/forbundsregister/styrelse.query.js';
import { StyrelseDto, StyrelseforandringDto } from './styrelse.dto.js';

const LASMODELL = ['forbundsregister'];
const koder = (...k: ForbundKod[]): ForbundKod[] => [
  'FORBUND_OKANT',
  'PLATS_DUBBEL',
  'UTSEENDE_EJ_MEDLEM',
  'UPPDRAG_EJ_ORDINARIE',
  'UPPDRAG_DUBBELT',
  'STYRELSE_OFORANDRAD',
  ...k,
];
const PLATS = objekt({
  plats: TEXT,
  utseddAv: TEXT,
  medlem: ellerNull(TEXT),
  slag: { ...TEXT, enum: ['ordinarie', 'ersattare', 'revisor'] },
  uppdrag: ellerNull(TEXT),
  fran: DAG,
  senast: JA_NEJ,
  till: ellerNull(DAG),
});

@ApiTags('förbund')
@Controller('api/v1/forbund/:forbund/styrelse')
export class StyrelseController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Sammansätt styrelsen och dess revisorer från en dag: alla platser anges', koder())
  sammansatt(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, senast, den, platser }: StyrelseDto,
  ): Promise<Kvitto> {
    const data = {
      forbund,
      den,
      ...(senast === true ? { senast } : {}),
      platser: platser.map((p) => givna(p)),
    };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'SammansattStyrelse', data }, k, e),
    );
  }

  @Post('forandringar')
  @Kommandovag('Ändra några platser eller uppdrag från en dag: de andra är som förut', koder('PLATS_OKAND'))
  forandra(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, den, inrattas = [], avvecklas = [], uppdrag = [] }: StyrelseforandringDto,
  ): Promise<Kvitto> {
    const data = {
      forbund,
      den,
      inrattas: inrattas.map((p) => givna(p)),
      avvecklas,
      uppdrag: uppdrag.map((u) => givna(u)),
    };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'ForandraStyrelse', data }, k, e),
    );
  }

  @Get()
  @Fragevag(
    'Platserna i styrelsen, presidiet och revisorerna över tid; de som fanns dagen per om den anges',
    svarOmStrom({ platser: lista(PLATS) }),
  )
  visa(@Param() { forbund }: Forbundsadress, @Query() f: PerFraga) {
    return this.lasning.las(
      LASMODELL,
      f.somAv,
      async (sql, ordinal) => ({ platser: await styrelsen(sql, { forbund, ordinal, per: f.per }) }),
      forbundStream(forbund),
    );
  }
}
