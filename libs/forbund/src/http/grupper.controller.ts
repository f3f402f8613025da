import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel } from '#kernel/fel.js';
import { PerFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, lista, objekt, sida, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { gruppStream, UtforGruppkommando, type GruppKod } from '../commands/utfor-gruppkommando.js';
import { gruppsida } from '../projections/forbundsregister/register.query.js';
import { BildaGruppDto, Gruppadress, GruppuppgifterDto, Registerfraga, sidlangden } from './forbund.dto.js';

const LASMODELL = ['forbundsregister'];
const koder = (...k: GruppKod[]): GruppKod[] => k;
const GRUPP = {
  grupp: TEXT,
  namn: TEXT,
  ingar: lista(objekt({ forbund: TEXT, fran: ellerNull(DAG), till: ellerNull(DAG) })),
};

/** A group concerns all förbund that are in it. */
const kontextFor = (dto: GruppuppgifterDto) => ({
  skal: somSkal(dto.skal),
  forbund: [...new Set(dto.ingar.map((i) => i.forbund))],
});

@ApiTags('grupper')
@Controller('api/v1/grupper')
export class GrupperController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Bilda en grupp av förbund', koder('GRUPP_FINNS', 'GRUPP_TID_OMVAND'))
  bilda(@Huvud() huvud: Kommandohuvud, @Body() dto: BildaGruppDto): Promise<Kvitto> {
    const data = { grupp: dto.grupp, namn: dto.namn, ingar: dto.ingar.map((i) => givna(i)) };
    return this.mottagare.ta(
      huvud,
      kontextFor(dto),
      (k, e) => new UtforGruppkommando({ typ: 'BildaGrupp', data }, k, e),
    );
  }

  @Post(':grupp/andringar')
  @Kommandovag(
    'Ändra gruppen: alla som ingår anges',
    koder('GRUPP_OKAND', 'GRUPP_OFORANDRAD', 'GRUPP_TID_OMVAND'),
  )
  andra(
    @Huvud() huvud: Kommandohuvud,
    @Param() { grupp }: Gruppadress,
    @Body() dto: GruppuppgifterDto,
  ): Promise<Kvitto> {
    const data = { grupp, namn: dto.namn, ingar: dto.ingar.map((i) => givna(i)) };
    return this.mottagare.ta(
      huvud,
      kontextFor(dto),
      (k, e) => new UtforGruppkommando({ typ: 'AndraGrupp', data }, k, e),
    );
  }

  @Get()
  @Fragevag('Alla grupper med de förbund som ingår', sida('grupper', objekt(GRUPP), TEXT))
  lista(@Query() f: Registerfraga) {
    const max = sidlangden(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const rader = await gruppsida(sql, { ordinal, efter: f.efter ?? '', max: max + 1, per: f.per });
      const grupper = rader.slice(0, max);
      return { grupper, nasta: rader.length > max ? (grupper.at(-1)?.grupp ?? null) : null };
    });
  }

  @Get(':grupp')
  @Fragevag('En grupp', svarOmStrom(GRUPP), koder('GRUPP_OKAND'))
  visa(@Param() { grupp }: Gruppadress, @Query() f: PerFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const [rad] = await gruppsida(sql, { ordinal, efter: '', max: 1, per: f.per, grupp });
      if (!rad)
        throw new DomanFel<GruppKod>('GRUPP_OKAND', `Gruppen ${grupp} finns inte.`, {
          falt: 'grupp',
          forvantat: 'en grupp som finns',
        });
      return rad;
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, gruppStream(grupp));
  }
}
