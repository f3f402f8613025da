import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel } from '#kernel/fel.js';
import { delaSida, Forbundsadress, PerFraga, Sidfraga, sidlangd } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import {
  DAG,
  ellerNull,
  HELTAL,
  JA_NEJ,
  lista,
  objekt,
  sida,
  svarOmStrom,
  TEXT,
} from '#platform/http/schema.js';
import { somSkal, type SkalDto } from '#platform/http/skal.dto.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  sammantradeStream,
  UtforSammantradeskommando,
  type SammantradeKod,
  type SammantradeKommando,
} from '../commands/utfor-sammantradeskommando.js';
import { beslutssida } from '../projections/beslut/beslut.query.js';
import {
  sammantradesdetaljer,
  sammantradessida,
  type Sammantradesrad,
} from '../projections/beslut/sammantrade.query.js';
import {
  KallelseDto,
  ProtokollsdagDto,
  RedovisaSammantradeDto,
  Sammantradesadress,
} from './sammantrade.dto.js';

const LASMODELL = ['beslut'];
/** More paragraphs than a protokoll has. */
const MAX_BESLUT = 1_000;
const koder = (...k: SammantradeKod[]): SammantradeKod[] => k;
const PROTOKOLLSKODER = koder(
  'SAMMANTRADE_SAKNAS',
  'SAMMANTRADE_EJ_HALLET',
  'SAMMANTRADE_FLERA',
  'PROTOKOLL_PARAGRAF_OGILTIG',
  'PROTOKOLL_TID_OMVAND',
  'PROTOKOLL_INGET_ATT_RATTA',
);

const SAMMANTRADE = {
  sammantrade: TEXT,
  skede: { ...TEXT, enum: ['kallat', 'hallet'] },
  slag: TEXT,
  organ: ellerNull(TEXT),
  antal: HELTAL,
  fran: DAG,
  till: DAG,
  notering: ellerNull(TEXT),
};
const DETALJER = {
  kallelse: ellerNull(
    objekt({
      den: DAG,
      organ: TEXT,
      lokal: ellerNull(TEXT),
      arenden: lista(objekt({ rubrik: TEXT, dnr: ellerNull(TEXT) })),
    }),
  ),
  narvaro: ellerNull(lista(objekt({ plats: TEXT, tjanstgor: JA_NEJ }))),
  protokoll: lista(
    objekt({
      steg: { ...TEXT, enum: ['justering', 'anslag', 'nedtagning'] },
      den: DAG,
      paragrafer: ellerNull(lista(HELTAL)),
      rattelse: JA_NEJ,
    }),
  ),
  beslut: lista(objekt({ beslut: TEXT, paragraf: ellerNull(HELTAL), rubrik: TEXT })),
};
const visning = ({ ordinal: _o, registrerad: _r, ...rad }: Sammantradesrad) => rad;

@ApiTags('beslut och sammanträden')
@Controller('api/v1/forbund/:forbund/sammantraden')
export class SammantradenController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('kallelser')
  @Kommandovag(
    'Kalla till ett sammanträde; kallas det igen gäller den nya kallelsen',
    koder('SAMMANTRADE_FINNS', 'SAMMANTRADE_OFORANDRAT'),
  )
  kalla(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, arenden, ...dto }: KallelseDto,
  ): Promise<Kvitto> {
    const data = givna({ forbund, ...givna(dto), arenden: arenden?.map((a) => givna(a)) });
    return this.#ta(huvud, skal, { typ: 'KallaSammantrade', data });
  }

  @Post()
  @Kommandovag(
    'Redovisa ett sammanträde som hållits, eller flera av ett slag',
    koder(
      'SAMMANTRADE_FINNS',
      'SAMMANTRADE_TID_OMVAND',
      'SAMMANTRADE_FLERA',
      'NARVARO_DUBBEL',
      'NARVARO_PLATS_OKAND',
      'NARVARO_REVISOR_TJANSTGOR',
      'NARVARO_FLER_AN_ORDINARIE',
    ),
  )
  redovisa(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, period, narvaro, ...dto }: RedovisaSammantradeDto,
  ): Promise<Kvitto> {
    const data = givna({
      forbund,
      ...givna(dto),
      period: { fran: period.fran, till: period.till },
      narvaro: narvaro?.map(({ plats, tjanstgor }) => ({ plats, tjanstgor })),
    });
    return this.#ta(huvud, skal, { typ: 'RedovisaSammantrade', data });
  }

  @Post(':sammantrade/justering')
  @Kommandovag('Registrera att protokollet, eller några paragrafer, justerats', [
    ...PROTOKOLLSKODER,
    ...koder('PROTOKOLL_JUSTERAT'),
  ])
  justera(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Sammantradesadress,
    @Body() dto: ProtokollsdagDto,
  ): Promise<Kvitto> {
    return this.#ta(huvud, dto.skal, { typ: 'JusteraProtokoll', data: protokollsdag(adress, dto) });
  }

  @Post(':sammantrade/anslag')
  @Kommandovag('Registrera att justeringen anslagits: överklagandetiden börjar', [
    ...PROTOKOLLSKODER,
    ...koder('PROTOKOLL_EJ_JUSTERAT', 'PROTOKOLL_ANSLAGET'),
  ])
  ansla(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Sammantradesadress,
    @Body() dto: ProtokollsdagDto,
  ): Promise<Kvitto> {
    return this.#ta(huvud, dto.skal, { typ: 'AnslaProtokoll', data: protokollsdag(adress, dto) });
  }

  @Post(':sammantrade/nedtagning')
  @Kommandovag('Registrera att anslaget tagits ned', [...PROTOKOLLSKODER, ...koder('PROTOKOLL_EJ_ANSLAGET')])
  taNed(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Sammantradesadress,
    @Body() dto: ProtokollsdagDto,
  ): Promise<Kvitto> {
    return this.#ta(huvud, dto.skal, { typ: 'TaNedAnslag', data: protokollsdag(adress, dto) });
  }

  @Get()
  @Fragevag('Förbundets sammanträden, kallade och hållna', sida('sammantraden', objekt(SAMMANTRADE)))
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await sammantradessida(sql, urval), max, (r) => r.registrerad);
      return { sammantraden: rader.map(visning), nasta };
    });
  }

  @Get(':sammantrade')
  @Fragevag(
    'Ett sammanträde: kallelsen, vilka platser som var där, protokollets dagar och besluten i det',
    svarOmStrom({ ...SAMMANTRADE, ...DETALJER }),
    koder('SAMMANTRADE_SAKNAS'),
  )
  visa(@Param() { forbund, sammantrade }: Sammantradesadress, @Query() f: PerFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const vilket = { forbund, sammantrade, ordinal, per: f.per };
      const [rad] = await sammantradessida(sql, { ...vilket, efter: 0, max: 1 });
      if (!rad)
        throw new DomanFel<SammantradeKod>(
          'SAMMANTRADE_SAKNAS',
          `Sammanträdet ${sammantrade} är inte registrerat.`,
          { falt: 'sammantrade', forvantat: 'ett registrerat sammanträde' },
        );
      const beslut = await beslutssida(sql, { ...vilket, forbund: [forbund], efter: 0, max: MAX_BESLUT });
      return {
        ...visning(rad),
        ...(await sammantradesdetaljer(sql, vilket)),
        beslut: beslut.map((b) => ({ beslut: b.beslut, paragraf: b.paragraf, rubrik: b.rubrik })),
      };
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, sammantradeStream(forbund, sammantrade));
  }

  #ta(huvud: Kommandohuvud, skal: SkalDto, kommando: SammantradeKommando): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [kommando.data.forbund] },
      (k, e) => new UtforSammantradeskommando(kommando, k, e),
    );
  }
}

const protokollsdag = (
  { forbund, sammantrade }: Sammantradesadress,
  { den, paragrafer, rattelse }: ProtokollsdagDto,
) => ({
  forbund,
  sammantrade,
  den,
  ...(paragrafer === undefined ? {} : { paragrafer }),
  ...(rattelse === true ? { rattelse } : {}),
});
