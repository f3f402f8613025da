import { Body, Controller, Get, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Insatsadress, PerFraga } from '#platform/http/adresser.dto.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, JA_NEJ, lista, objekt, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  uppfoljningStream,
  UtforUppfoljningskommando,
  type UppfoljningKod,
  type UppfoljningKommando,
} from '../commands/utfor-uppfoljningskommando.js';
import { publiceradeMal, publiceradUppfoljning } from '../projections/uppfoljning/uppfoljning.query.js';
import { Maladress, Nummeradress } from './insatsadresser.dto.js';
import { Personuppgiftsvakt } from './personuppgiftsvakt.js';
import {
  MalutfallDto,
  RattaMalutfallDto,
  RattaUppfoljningDto,
  SattMalDto,
  somUppgifter,
  somUtfall,
  UppfoljningDto,
} from './uppfoljning.dto.js';

const koder = (...k: UppfoljningKod[]): string[] => [
  'UPPGIFT_OM_PERSON',
  'INSATS_OKAND',
  'UPPFOLJNING_TID_OMVAND',
  ...k,
];
const UPPGIFTER: readonly UppfoljningKod[] = [
  'UPPFOLJNING_TOM',
  'UPPFOLJNING_MOTSAGELSE',
  'UPPFOLJNING_DUBBEL',
  'UPPFOLJNING_FINNS',
];
const UTFALL: readonly UppfoljningKod[] = ['MAL_OKANT', 'MALUTFALL_FEL_ENHET', 'UPPFOLJNING_MOTSAGELSE'];

const SKYDDAT = { description: 'Null när uppgiften är skyddad.' };
const TAL = objekt({ cell: TEXT, antal: { ...ellerNull(HELTAL), ...SKYDDAT } });
const RAPPORT = objekt({
  nummer: HELTAL,
  rattar: ellerNull(HELTAL),
  orsak: ellerNull(TEXT),
  fran: DAG,
  till: DAG,
  tal: lista(TAL),
});
const UTFALLET = objekt({
  taljare: ellerNull(HELTAL),
  namnare: ellerNull(HELTAL),
  hundradelar: { ...ellerNull(HELTAL), ...SKYDDAT },
  orsak: ellerNull(TEXT),
  skyddad: JA_NEJ,
  uppnatt: ellerNull(JA_NEJ),
});
const MAL = objekt({
  mal: TEXT,
  fran: DAG,
  till: DAG,
  indikator: TEXT,
  enhet: TEXT,
  riktning: TEXT,
  malvardeHundradelar: HELTAL,
  utfall: lista(objekt({ fran: DAG, till: DAG, versioner: lista(UTFALLET) })),
});

/** Plain, as events hold it. */
const period = ({ fran, till }: UppfoljningDto['period']) => ({ fran, till });

@ApiTags('uppföljning')
@Controller('api/v1/forbund/:forbund/insatser/:insats')
@UseGuards(new Personuppgiftsvakt())
export class UppfoljningController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('mal')
  @Kommandovag('Sätt ett mål för en period, eller ändra det', koder('MAL_OFORANDRAT'))
  sattMal(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() { skal, ...dto }: SattMalDto,
  ): Promise<Kvitto> {
    const data = { forbund, insats, ...dto, period: period(dto.period) };
    return this.#ta(huvud, skal, { typ: 'SattMal', data });
  }

  @Post('mal/:mal/utfall')
  @Kommandovag('Rapportera utfallet av ett mål', koder('MALUTFALL_FINNS', ...UTFALL))
  malutfall(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats, mal }: Maladress,
    @Body() { skal, ...dto }: MalutfallDto,
  ): Promise<Kvitto> {
    const data = { forbund, insats, mal, period: period(dto.period), utfall: somUtfall(dto.utfall) };
    return this.#ta(huvud, skal, { typ: 'RapporteraMalutfall', data });
  }

  @Post('mal/:mal/utfall/rattelser')
  @Kommandovag(
    'Rätta ett rapporterat utfall: båda visas',
    koder('MALUTFALL_OKANT', 'MALUTFALL_OFORANDRAT', ...UTFALL),
  )
  rattaMalutfall(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats, mal }: Maladress,
    @Body() { skal, orsak, ...dto }: RattaMalutfallDto,
  ): Promise<Kvitto> {
    const data = { forbund, insats, mal, period: period(dto.period), utfall: somUtfall(dto.utfall), orsak };
    return this.#ta(huvud, skal, { typ: 'RattaMalutfall', data });
  }

  @Post('uppfoljningar')
  @Kommandovag('Rapportera en periods uppföljning, i sammanräknade antal', koder(...UPPGIFTER))
  rapportera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() { skal, ...dto }: UppfoljningDto,
  ): Promise<Kvitto> {
    const data = { forbund, insats, period: period(dto.period), uppgifter: somUppgifter(dto.uppgifter) };
    return this.#ta(huvud, skal, { typ: 'RapporteraUppfoljning', data });
  }

  @Post('uppfoljningar/:nummer/rattelser')
  @Kommandovag(
    'Rätta en uppföljning: alla uppgifter anges på nytt, och båda visas',
    koder('UPPFOLJNING_OKAND', 'UPPFOLJNING_REDAN_RATTAD', 'UPPFOLJNING_OFORANDRAD', ...UPPGIFTER),
  )
  ratta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats, nummer }: Nummeradress,
    @Body() { skal, orsak, ...dto }: RattaUppfoljningDto,
  ): Promise<Kvitto> {
    const uppgifter = somUppgifter(dto.uppgifter);
    const data = { forbund, insats, rattar: nummer, period: period(dto.period), uppgifter, orsak };
    return this.#ta(huvud, skal, { typ: 'RattaUppfoljning', data });
  }

  @Get('uppfoljning')
  @Fragevag(
    'Mål och uppföljning som de får publiceras: antal under fem, och det som skulle röja dem, är skyddade',
    svarOmStrom({ mal: lista(MAL), uppfoljningar: lista(objekt({ versioner: lista(RAPPORT) })) }),
  )
  visa(@Param() { forbund, insats }: Insatsadress, @Query() { per, somAv }: PerFraga) {
    return this.lasning.las(
      ['uppfoljning'],
      somAv,
      async (sql, ordinal) => {
        const fraga = { forbund: [forbund], insats, per, ordinal };
        const mal = await publiceradeMal(sql, fraga);
        const uppfoljningar = await publiceradUppfoljning(sql, fraga);
        return {
          mal: mal.map(({ forbund: _, insats: __, ...m }) => m),
          uppfoljningar: uppfoljningar.map(({ versioner }) => ({ versioner })),
        };
      },
      uppfoljningStream(forbund, insats),
    );
  }

  #ta(huvud: Kommandohuvud, skal: SattMalDto['skal'], kommando: UppfoljningKommando): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [kommando.data.forbund] },
      (k, e) => new UtforUppfoljningskommando(kommando, k, e),
    );
  }
}
