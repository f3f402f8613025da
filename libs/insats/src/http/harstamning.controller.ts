import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ForbundId } from '#kernel/identiteter.js';
import { Insatsadress, PerFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, JA_NEJ, lista, objekt, svar, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import { UtforInsatskommando, type InsatsKod } from '../commands/utfor-insatskommando.js';
import { harstamningen } from '../projections/insatser/harstamning.query.js';
import { DelningDto, FortsattningDto, OverlamningDto, SammanforingDto } from './harstamning.dto.js';

const koder = (...k: InsatsKod[]): InsatsKod[] => [
  'UPPGIFT_OM_PERSON',
  'INSATS_OKAND',
  'INSATS_TID_OMVAND',
  'EFTERFOLJARE_FINNS',
  ...k,
];
const TILL_INSATS: readonly InsatsKod[] = [
  'EFTERFOLJARE_AVSLUTAD',
  'EFTERFOLJARE_FORBUND_OKANT',
  'HARSTAMNING_CIRKEL',
  'HARSTAMNING_FOR_LANG',
];
const PEKARE = { forbund: TEXT, insats: TEXT };
const LED = objekt({
  led: HELTAL,
  slag: { ...TEXT, enum: ['fortsattning', 'delning', 'sammanforing', 'overlamning'] },
  fran: DAG,
  fore: objekt({ ...PEKARE, namn: ellerNull(TEXT) }),
  efter: ellerNull(objekt({ ...PEKARE, namn: ellerNull(TEXT) })),
  medlem: ellerNull(TEXT),
  enhet: ellerNull(TEXT),
  vantarPa: lista(objekt(PEKARE)),
});

/** Where an insats is: of the address, or of what it becomes. */
type Pekare = Pick<Insatsadress, 'forbund' | 'insats'>;

/** Plain, as events hold it. */
const pekare = ({ forbund, insats }: Pekare) => ({ forbund, insats });

@ApiTags('insatser')
@Controller('api/v1/forbund/:forbund/insatser/:insats')
export class HarstamningController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('fortsattning')
  @Kommandovag('Insatsen fortsätter som en annan, i förbundet eller i ett annat', koder(...TILL_INSATS))
  fortsatt(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Insatsadress,
    @Body() { skal, fran, som }: FortsattningDto,
  ): Promise<Kvitto> {
    const data = { ...pekare(adress), fran, som: pekare(som) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: berorda(adress, som) },
      (k, e) => new UtforInsatskommando({ typ: 'FortsattInsats', data }, k, e),
    );
  }

  @Post('delning')
  @Kommandovag(
    'Insatsen delas i flera, som registreras var för sig',
    koder('EFTERFOLJARE_FOR_FA', 'EFTERFOLJARE_DUBBEL', ...TILL_INSATS),
  )
  dela(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Insatsadress,
    @Body() { skal, fran, till }: DelningDto,
  ): Promise<Kvitto> {
    const data = { ...pekare(adress), fran, till: till.map(pekare) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: berorda(adress, ...till) },
      (k, e) => new UtforInsatskommando({ typ: 'DelaInsats', data }, k, e),
    );
  }

  @Post('sammanforing')
  @Kommandovag(
    'Insatsen förs samman med andra; var och en av dem anger det för sig',
    koder('EFTERFOLJARE_FOR_FA', 'EFTERFOLJARE_DUBBEL', ...TILL_INSATS),
  )
  sammanfor(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Insatsadress,
    @Body() { skal, fran, till, tillsammansMed }: SammanforingDto,
  ): Promise<Kvitto> {
    const data = {
      ...pekare(adress),
      fran,
      till: pekare(till),
      tillsammansMed: tillsammansMed.map(pekare),
    };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: berorda(adress, till, ...tillsammansMed) },
      (k, e) => new UtforInsatskommando({ typ: 'SammanforInsats', data }, k, e),
    );
  }

  @Post('overlamning')
  @Kommandovag('En medlem tar över insatsen', koder('EFTERFOLJARE_MEDLEM_OKAND'))
  overlamna(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Insatsadress,
    @Body() { skal, fran, medlem, enhet }: OverlamningDto,
  ): Promise<Kvitto> {
    const data = givna({ ...pekare(adress), fran, medlem, enhet });
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [adress.forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'OverlamnaInsats', data }, k, e),
    );
  }

  @Get('harstamning')
  @Fragevag(
    'Vad insatsen kommer av och vad som har kommit av den, i alla led, dagen per om den anges',
    svar({ foregangare: lista(LED), efterfoljare: lista(LED), avkortad: JA_NEJ }),
  )
  visa(@Param() { forbund, insats }: Insatsadress, @Query() { per, somAv }: PerFraga) {
    return this.lasning.las(['insatser'], somAv, (sql, ordinal) =>
      harstamningen(sql, { forbund, insats, per, ordinal }),
    );
  }
}

/** Both sides of a step: the history of either shows it. */
const berorda = (...insatser: readonly Pekare[]): ForbundId[] => [...new Set(insatser.map((i) => i.forbund))];
