import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbundsadress, SomAvFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { ellerNull, JA_NEJ, lista, objekt, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  kontoplanStream,
  UtforKompletteraKontoplan,
  type KontoplanKod,
} from '../commands/utfor-kontoplankommando.js';
import { kontoplanen } from '../projections/huvudbok/kontoplan.query.js';
import { KontoplanDto } from './bokforing.dto.js';

const KODER: KontoplanKod[] = [
  'KONTO_OGILTIGT',
  'KONTO_OKANT',
  'KONTO_FEL_KLASS',
  'KONTERING_UPPTAGEN',
  'POST_OKAND',
  'POST_FINNS',
  'MOTPART_OKAND',
  'KONTOPLAN_OFORANDRAD',
];
const KONTERING = objekt({ konto: TEXT, insats: ellerNull(TEXT), motpart: ellerNull(TEXT) });

@ApiTags('bokföring')
@Controller('api/v1/forbund/:forbund/kontoplan')
export class KontoplanController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Komplettera kontoplanen med konton, motparter och poster', KODER)
  komplettera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() dto: KontoplanDto,
  ): Promise<Kvitto> {
    const data = {
      forbund,
      konton: (dto.konton ?? []).map(({ konto, namn }) => ({ konto, namn })),
      motparter: (dto.motparter ?? []).map((m) => givna(m)),
      nyaPoster: (dto.nyaPoster ?? []).map(({ kontering, ...p }) => ({
        ...givna(p),
        kontering: givna(kontering),
      })),
      andradePoster: (dto.andradePoster ?? []).map((p) => givna(p)),
    };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(dto.skal), forbund: [forbund] },
      (k, e) => new UtforKompletteraKontoplan({ typ: 'KompletteraKontoplan', data }, k, e),
    );
  }

  @Get()
  @Fragevag(
    'Förbundets kontoplan',
    svarOmStrom({
      konton: lista(objekt({ konto: TEXT, namn: TEXT })),
      motparter: lista(
        objekt({ nyckel: TEXT, namn: TEXT, forbund: ellerNull(TEXT), medlem: ellerNull(JA_NEJ) }),
      ),
      poster: lista(
        objekt({ post: TEXT, rad: TEXT, grupp: TEXT, overordnad: ellerNull(TEXT), kontering: KONTERING }),
      ),
    }),
  )
  visa(@Param() { forbund }: Forbundsadress, @Query() f: SomAvFraga) {
    return this.lasning.las(
      ['huvudbok'],
      f.somAv,
      (sql, ordinal) => kontoplanen(sql, { forbund, ordinal }),
      kontoplanStream(forbund),
    );
  }
}
