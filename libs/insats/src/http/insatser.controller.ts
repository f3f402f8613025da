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
import { DAG, ellerNull, lista, objekt, ORE, sida, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { skalEllerStod, somSkal, somStod } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { insatsStream, UtforInsatskommando, type InsatsKod } from '../commands/utfor-insatskommando.js';
import { beviljatTill, insatssida, type Insatsrad } from '../projections/insatser/insatser.query.js';
import { AvslutaInsatsDto, BeviljaInsatsDto, RegistreraInsatsDto, StartaInsatsDto } from './insatser.dto.js';

const LASMODELL = ['insatser'];
const koder = (...k: InsatsKod[]): InsatsKod[] => k;
const INSATS = {
  insats: TEXT,
  namn: TEXT,
  slag: ellerNull(TEXT),
  status: { ...TEXT, enum: ['registrerad', 'startad', 'avslutad'] },
  den: ellerNull(DAG),
  overgarTill: ellerNull(TEXT),
};
const BEVILJAT = objekt({ fran: DAG, till: DAG, beloppOre: ORE, stod: objekt({ slag: TEXT, id: TEXT }) });
const visning = ({ ordinal: _, ...rad }: Insatsrad) => rad;

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

  @Post(':insats/beviljanden')
  @Kommandovag(
    'Bevilja insatsen medel för en period',
    koder(
      'INSATS_OKAND',
      'INSATS_AVSLUTAD',
      'INSATS_UTAN_STOD',
      'INSATS_BESLUT_OKANT',
      'INSATS_BELOPP_EJ_POSITIVT',
      'INSATS_TID_OMVAND',
    ),
  )
  bevilja(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() dto: BeviljaInsatsDto,
  ): Promise<Kvitto> {
    const { fran, till } = dto;
    const stod = dto.stod && somStod(dto.stod);
    const data = givna({ forbund, insats, fran, till, beloppOre: BigInt(dto.beloppOre), stod });
    return this.mottagare.ta(
      huvud,
      { skal: skalEllerStod(dto), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'BeviljaInsats', data }, k, e),
    );
  }

  @Post(':insats/start')
  @Kommandovag('Starta insatsen', koder('INSATS_OKAND', 'INSATS_AVSLUTAD', 'INSATS_REDAN_STARTAD'))
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
      const urval = { forbund, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await insatssida(sql, urval), max);
      return { insatser: rader.map(visning), nasta };
    });
  }

  @Get(':insats')
  @Fragevag(
    'En insats och vad den har beviljats',
    svarOmStrom({ ...INSATS, beviljat: lista(BEVILJAT) }),
    koder('INSATS_OKAND'),
  )
  visa(@Param() { forbund, insats }: Insatsadress, @Query() f: PerFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const [rad] = await insatssida(sql, { forbund, ordinal, per: f.per, efter: 0, max: 1, insats });
      if (!rad)
        throw new DomanFel<InsatsKod>(
          'INSATS_OKAND',
          `Insatsen ${insats} är inte registrerad i ${forbund}.`,
          {
            falt: 'insats',
            forvantat: 'en registrerad insats',
          },
        );
      return { ...visning(rad), beviljat: await beviljatTill(sql, { forbund, insats, ordinal }) };
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, insatsStream(forbund, insats));
  }
}
