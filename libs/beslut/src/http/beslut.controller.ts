import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Forbundsadress } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { nekadBegaran } from '#platform/http/httpkoder.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { somSkal, type SkalDto } from '#platform/http/skal.dto.js';
import { Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  UtforBeslutskommando,
  type BeslutKod,
  type BeslutKommando,
} from '../commands/utfor-beslutskommando.js';
import {
  AvgorandeDto,
  Beslutsadress,
  FaststallandeDto,
  FattaBeslutDto,
  OverklagaDto,
  Overklagandeadress,
  RattaBeslutDto,
  UpphavandeDto,
  type BeslutstidDto,
  type BeslutsuppgifterDto,
} from './beslut.dto.js';

const koder = (...k: BeslutKod[]): BeslutKod[] => k;
/** What the particulars of a beslut can be refused for. */
const UPPGIFTSKODER = koder(
  'BESLUT_TID_OMVAND',
  'OMROSTNING_OGILTIG',
  'OMROSTNING_FLER_AN_TJANSTGOR',
  'RESERVATION_DUBBEL',
  'RESERVATION_EJ_TJANSTGORANDE',
  'RESERVATION_PLATS_OKAND',
  'BESLUT_SAMMANTRADE_OKANT',
  'BESLUT_EJ_SAMMANTRADETS_DAG',
);

/** Exactly the field that the slag names. @throws DomanFel ANROP_OGILTIGT */
function beslutstid({ slag, datum, ar, period }: BeslutstidDto) {
  const givet = [datum, ar, period].filter((v) => v !== undefined).length;
  if (givet === 1 && slag === 'dag' && datum !== undefined) return { slag, datum };
  if (givet === 1 && slag === 'ar' && ar !== undefined) return { slag, ar };
  if (givet === 1 && slag === 'period' && period)
    return { slag, period: { fran: period.fran, till: period.till } };
  throw nekadBegaran('ANROP_OGILTIGT', 'Tiden för beslutet går inte att läsa.', {
    falt: 'fattat',
    forvantat: 'slag, och bara det som slaget anger: datum, ar eller period',
  });
}

/** What all commands about the particulars have in common. */
const uppgifterna = <D extends BeslutsuppgifterDto>({ skal: _, fattat, avser, omrostning, ...dto }: D) =>
  givna({
    ...givna(dto),
    fattat: beslutstid(fattat),
    avser: avser && givna(avser),
    omrostning: omrostning && { ja: omrostning.ja, nej: omrostning.nej, avstod: omrostning.avstod },
  });

@ApiTags('beslut och sammanträden')
@Controller('api/v1/forbund/:forbund/beslut')
export class BeslutController {
  constructor(private readonly mottagare: Kommandomottagare) {}

  @Post()
  @Kommandovag('Registrera ett fattat beslut', [...koder('BESLUT_FINNS'), ...UPPGIFTSKODER])
  fatta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() dto: FattaBeslutDto,
  ): Promise<Kvitto> {
    const data = { forbund, ...uppgifterna(dto) };
    return this.#ta(huvud, dto, { typ: 'FattaBeslut', data });
  }

  @Post(':beslut/rattelser')
  @Kommandovag('Rätta eller komplettera det som är registrerat om ett beslut: alla uppgifter anges', [
    ...koder('BESLUT_SAKNAS', 'BESLUT_OFORANDRAT'),
    ...UPPGIFTSKODER,
  ])
  ratta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, beslut }: Beslutsadress,
    @Body() dto: RattaBeslutDto,
  ): Promise<Kvitto> {
    const data = { forbund, beslut, ...uppgifterna(dto) };
    return this.#ta(huvud, dto, { typ: 'RattaBeslut', data });
  }

  @Post(':beslut/overklaganden')
  @Kommandovag(
    'Registrera att ett beslut överklagats',
    koder('BESLUT_SAKNAS', 'BESLUT_UPPHORT', 'BESLUT_TID_OMVAND', 'OVERKLAGANDE_FINNS'),
  )
  overklaga(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, beslut }: Beslutsadress,
    @Body() { skal, ...dto }: OverklagaDto,
  ): Promise<Kvitto> {
    const data = { forbund, beslut, ...givna(dto) };
    return this.#ta(huvud, { skal }, { typ: 'OverklagaBeslut', data });
  }

  @Post(':beslut/overklaganden/:overklagande/avgorande')
  @Kommandovag(
    'Registrera hur ett överklagande slutade',
    koder('BESLUT_SAKNAS', 'OVERKLAGANDE_OKANT', 'OVERKLAGANDE_AVGJORT', 'BESLUT_TID_OMVAND'),
  )
  avgor(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, beslut, overklagande }: Overklagandeadress,
    @Body() { skal, den, utfall }: AvgorandeDto,
  ): Promise<Kvitto> {
    const data = { forbund, beslut, overklagande, den, utfall };
    return this.#ta(huvud, { skal }, { typ: 'AvgorOverklagande', data });
  }

  @Post(':beslut/upphavande')
  @Kommandovag(
    'Upphäv eller ersätt beslutet genom ett senare: det står kvar i registret',
    koder(
      'BESLUT_SAKNAS',
      'BESLUT_UPPHORT',
      'BESLUT_TID_OMVAND',
      'UPPHAVANDE_BESLUT_OKANT',
      'UPPHAVANDE_BESLUT_TIDIGARE',
    ),
  )
  upphav(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, beslut }: Beslutsadress,
    @Body() { skal, slag, av, den }: UpphavandeDto,
  ): Promise<Kvitto> {
    const data = { forbund, beslut, av, den };
    return this.#ta(huvud, { skal }, { typ: slag === 'ersatt' ? 'ErsattBeslut' : 'UpphavBeslut', data });
  }

  @Post(':beslut/faststallanden')
  @Kommandovag(
    'Registrera att beslutet fastställer tidigare beslut, också andra förbunds',
    koder(
      'BESLUT_SAKNAS',
      'BESLUT_UPPHORT',
      'FASTSTALLANDE_TOMT',
      'FASTSTALLANDE_FINNS',
      'FASTSTALLT_BESLUT_OKANT',
      'FASTSTALLT_BESLUT_SENARE',
    ),
  )
  faststall(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, beslut }: Beslutsadress,
    @Body() { skal, faststaller }: FaststallandeDto,
  ): Promise<Kvitto> {
    const data = {
      forbund,
      beslut,
      faststaller: faststaller.map((f) => ({ forbund: f.forbund, beslut: f.beslut })),
    };
    return this.#ta(huvud, { skal }, { typ: 'FaststallTidigareBeslut', data });
  }

  #ta(huvud: Kommandohuvud, { skal }: { skal: SkalDto }, kommando: BeslutKommando): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [kommando.data.forbund] },
      (k, e) => new UtforBeslutskommando(kommando, k, e),
    );
  }
}
