import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { arFor } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import { oreTillTal } from '#kernel/ore.js';
import { Forbundsadress, sidlangd, Sidfraga, Verifikationsadress } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, objekt, ORE, sida, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import { UtforBokforingskommando, type BokforingKod } from '../commands/utfor-bokforingskommando.js';
import { vandningen, vandningstext, type VandningKod } from '../commands/vandning.js';
import { nettorader, vanda } from '../projections/huvudbok/nettorader.query.js';
import { periodiseringar, periodiseringen } from '../projections/huvudbok/periodiseringar.query.js';
import { PeriodiseringDto, VandningDto } from './bokforing.dto.js';
import { bokforingskoder, verifikationsrad } from './verifikationsrad.js';

const LASMODELL = ['huvudbok'];
const PERIODISERING = objekt({
  ordinal: HELTAL,
  ar: HELTAL,
  serie: TEXT,
  nummer: HELTAL,
  datum: DAG,
  text: TEXT,
  slag: TEXT,
  vands: DAG,
  beloppOre: { ...ORE, description: 'Det som står på balansen för den, debet positivt.' },
  vandning: ellerNull(objekt({ ar: HELTAL, serie: TEXT, nummer: HELTAL, datum: DAG })),
});

@ApiTags('bokföring')
@Controller('api/v1/forbund/:forbund')
export class PeriodiseringarController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('periodiseringar')
  @Kommandovag(
    'Bokför en periodisering, som vänds den dag som anges',
    bokforingskoder('SERIE_OGILTIG', 'PERIODISERING_FEL_KONTO', 'VANDNING_UTANFOR_TID'),
  )
  bokfor(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, rader, ...dto }: PeriodiseringDto,
  ): Promise<Kvitto> {
    const data = { forbund, ar: arFor(dto.datum), ...givna(dto), rader: rader.map(verifikationsrad) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforBokforingskommando({ typ: 'BokforPeriodisering', data }, k, e),
    );
  }

  @Post('verifikationer/:ar/:serie/:nummer/vandning')
  @Kommandovag('Vänd en periodisering på den dag den anger; annars görs det när dagen har kommit', [
    'PERIODISERING_SAKNAS',
    'PERIODISERING_REDAN_VAND',
    'VERIFIKATION_REDAN_MAKULERAD',
    'PERIOD_STANGD',
    'LASMODELL_EFTER',
  ])
  async vand(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ...plats }: Verifikationsadress,
    @Body() { skal, text }: VandningDto,
  ): Promise<Kvitto> {
    const { rader, ...periodiserad } = await this.#attVanda({ forbund, ...plats });
    const vandning = { ...periodiserad, text: text ?? vandningstext(periodiserad) };
    return this.mottagare.ta(huvud, { skal: somSkal(skal), forbund: [forbund] }, (k, e) =>
      vandningen(vandning, rader, k, e),
    );
  }

  @Get('periodiseringar')
  @Fragevag(
    'Periodiseringar i den ordning de registrerades, som de stod dagen per, med vad som har vänt dem',
    sida('periodiseringar', PERIODISERING),
  )
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const alla = await periodiseringar(sql, {
        forbund: [forbund],
        ordinal,
        per: f.per,
        efter: f.efter ?? 0,
        max: max + 1,
      });
      const rader = alla
        .slice(0, max)
        .map(({ forbund: _, ...p }) => ({ ...p, beloppOre: oreTillTal(p.beloppOre) }));
      return { periodiseringar: rader, nasta: alla.length > max ? (rader.at(-1)?.ordinal ?? null) : null };
    });
  }

  async #attVanda({
    forbund,
    ar,
    serie,
    nummer,
  }: Pick<Verifikationsadress, 'forbund' | 'ar' | 'serie' | 'nummer'>) {
    const plats = `${serie}${nummer} ${ar}`;
    return this.lasning.las(LASMODELL, undefined, async (sql, ordinal) => {
      const fraga = { forbund, ar, serie, nummer, ordinal };
      const funnen = await periodiseringen(sql, fraga);
      if (!funnen)
        throw new DomanFel<VandningKod>('PERIODISERING_SAKNAS', `${plats} är ingen periodisering.`, {
          falt: 'nummer',
          forvantat: 'en bokförd periodisering',
        });
      const rader = vanda(await nettorader(sql, fraga));
      if (rader.length === 0)
        throw new DomanFel<BokforingKod>(
          'VERIFIKATION_REDAN_MAKULERAD',
          `Av periodiseringen ${plats} finns inget kvar.`,
          { falt: 'nummer', forvantat: 'en periodisering som inte är makulerad' },
        );
      return { forbund, ar, serie, nummer, ...funnen, rader };
    });
  }
}
