import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delaSida, Sidfraga, sidlangd } from '#platform/http/adresser.dto.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, HELTAL, objekt, sida } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import { UtforFaststallRapportlayout, type RapportlayoutKod } from '../commands/faststall-rapportlayout.js';
import { layoutsida } from '../projections/rapportlayout/rapportlayout.query.js';
import { Layoutadress, RapportlayoutDto } from './rapportlayouter.dto.js';
import { somRapportdefinition } from './tolka-rapportdefinition.js';

const LASMODELL = ['rapportlayout'];
const koder = (...k: RapportlayoutKod[]): RapportlayoutKod[] => k;
const LAYOUT = objekt({ ordinal: HELTAL, fran: DAG, definition: { type: 'object' } });

@ApiTags('rapporter')
@Controller('api/v1/forbund/:forbund/rapportlayouter/:rapport')
export class RapportlayouterController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag(
    'Fastställ förbundets egen uppställning av en rapport',
    koder(
      'RAPPORTLAYOUT_OGILTIG',
      'RAPPORTLAYOUT_FEL_RAPPORT',
      'RAPPORTLAYOUT_OFORANDRAD',
      'RAPPORTLAYOUT_FORBUND_OKANT',
    ),
  )
  faststall(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, rapport }: Layoutadress,
    @Body() { fran, definition, skal }: RapportlayoutDto,
  ): Promise<Kvitto> {
    const data = { forbund, rapport, fran, definition: somRapportdefinition(definition) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforFaststallRapportlayout({ typ: 'FaststallRapportlayout', data }, k, e),
    );
  }

  @Get()
  @Fragevag('Uppställningarna som förbundet har fastställt för rapporten', sida('layouter', LAYOUT))
  lista(@Param() { forbund, rapport }: Layoutadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund, rapport, ordinal, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await layoutsida(sql, urval), max);
      const layouter = rader.map((l) => ({
        ordinal: Number(l.ordinal),
        fran: l.fran,
        definition: l.definition,
      }));
      return { layouter, nasta };
    });
  }
}
