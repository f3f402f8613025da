import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel } from '#kernel/fel.js';
import {
  delaSida,
  Forbundsadress,
  Insatsadress,
  PerFraga,
  Sidfraga,
  sidlangd,
} from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import {
  DAG,
  ellerNull,
  HELTAL,
  lista,
  objekt,
  ORE,
  sida,
  svarOmStrom,
  TEXT,
} from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { insatsStream, UtforInsatskommando, type InsatsKod } from '../commands/utfor-insatskommando.js';
import {
  ansokningarOm,
  beviljatTill,
  insatssida,
  type Insatsrad,
} from '../projections/insatser/insatser.query.js';
import { AvslutaInsatsDto, BytNamnDto, RegistreraInsatsDto, StartaInsatsDto } from './insatser.dto.js';

const LASMODELL = ['insatser'];
const koder = (...k: InsatsKod[]): InsatsKod[] => ['UPPGIFT_OM_PERSON', ...k];
const INSATS = {
  insats: TEXT,
  namn: TEXT,
  slag: ellerNull(TEXT),
  status: { ...TEXT, enum: ['registrerad', 'ansokt', 'avslagen', 'beviljad', 'startad', 'avslutad'] },
  den: ellerNull(DAG),
  overgarTill: ellerNull(TEXT),
};
const STOD = objekt({ slag: TEXT, id: TEXT });
const BEVILJAT = objekt({
  nummer: HELTAL,
  fran: DAG,
  till: DAG,
  beloppOre: ORE,
  den: ellerNull(DAG),
  stod: STOD,
});
const ANSOKAN = objekt({
  ansokan: TEXT,
  sokande: TEXT,
  beloppOre: ORE,
  fran: DAG,
  till: DAG,
  den: DAG,
  utfall: { ...TEXT, enum: ['provas', 'beviljad', 'avslagen'] },
  avgjord: ellerNull(DAG),
});
const visning = ({ ordinal: _, forbund: __, ...rad }: Insatsrad) => rad;

@ApiTags('insatser')
@Controller('api/v1/forbund/:forbund/insatser')
export class InsatserController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Registrera en insats', koder('INSATS_FINNS'))
  registrera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, ...dto }: RegistreraInsatsDto,
  ): Promise<Kvitto> {
    const data = { forbund, ...givna(dto) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'RegistreraInsats', data }, k, e),
    );
  }

  @Post(':insats/start')
  @Kommandovag(
    'Starta insatsen',
    koder('INSATS_OKAND', 'INSATS_AVSLUTAD', 'INSATS_REDAN_STARTAD', 'INSATS_EJ_BEVILJAD'),
  )
  starta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() { skal, den }: StartaInsatsDto,
  ): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'StartaInsats', data: { forbund, insats, den } }, k, e),
    );
  }

  @Post(':insats/namn')
  @Kommandovag(
    'Ge insatsen ett annat namn från en dag; nyckeln är densamma',
    koder('INSATS_OKAND', 'INSATS_AVSLUTAD', 'INSATS_NAMN_OFORANDRAT'),
  )
  bytNamn(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() { skal, namn, fran }: BytNamnDto,
  ): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'BytNamn', data: { forbund, insats, namn, fran } }, k, e),
    );
  }

  @Post(':insats/avslut')
  @Kommandovag('Avsluta insatsen', koder('INSATS_OKAND', 'INSATS_AVSLUTAD', 'INSATS_TID_OMVAND'))
  avsluta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() { skal, ...dto }: AvslutaInsatsDto,
  ): Promise<Kvitto> {
    const data = { forbund, insats, ...givna(dto) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'AvslutaInsats', data }, k, e),
    );
  }

  @Get()
  @Fragevag('Förbundets insatser, med deras skede dagen per om den anges', sida('insatser', objekt(INSATS)))
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund: [forbund], ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await insatssida(sql, urval), max);
      return { insatser: rader.map(visning), nasta };
    });
  }

  @Get(':insats')
  @Fragevag(
    'En insats, vad som har sökts för den och vad den har beviljats, dagen per om den anges',
    svarOmStrom({ ...INSATS, ansokningar: lista(ANSOKAN), beviljat: lista(BEVILJAT) }),
    ['INSATS_OKAND'] satisfies InsatsKod[],
  )
  visa(@Param() { forbund, insats }: Insatsadress, @Query() { per, somAv }: PerFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const fraga = { forbund: [forbund], insats, ordinal, per };
      const [rad] = await insatssida(sql, { ...fraga, efter: 0, max: 1 });
      if (!rad) throw okandInsats(forbund, insats);
      const beviljat = await beviljatTill(sql, fraga);
      return {
        ...visning(rad),
        ansokningar: await ansokningarOm(sql, { ...fraga, forbund }),
        beviljat: beviljat.map(({ forbund: _, insats: __, ordinal: ___, ...b }) => b),
      };
    };
    return this.lasning.las(LASMODELL, somAv, svaret, insatsStream(forbund, insats));
  }
}

const okandInsats = (forbund: string, insats: string): DomanFel<InsatsKod> =>
  new DomanFel('INSATS_OKAND', `Insatsen ${insats} är inte registrerad i ${forbund}.`, {
    falt: 'insats',
    forvantat: 'en registrerad insats',
  });
