import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { oreTillTal } from '#kernel/ore.js';
import { Arsadress, SomAvFraga } from '#platform/http/adresser.dto.js';
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
  ORE,
  svarOmStrom,
  TEXT,
} from '#platform/http/schema.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import {
  AndraAretsPerioder,
  rakenskapsarStream,
  type RakenskapsarKod,
} from '../commands/andra-arets-perioder.js';
import { AndraSeriensPerioder } from '../commands/andra-seriens-perioder.js';
import { UtforArsbokslut } from '../commands/uppratta-arsbokslut.js';
import type { BokforingKod } from '../commands/utfor-bokforingskommando.js';
import { bokfordaSerier } from '../projections/huvudbok/verifikationer.query.js';
import {
  avslutsunderlag,
  rakenskapsaret,
  RAKENSKAPSARETS_LASMODELLER,
} from '../projections/rakenskapsar/rakenskapsaret.query.js';
import { BokslutDto, PeriodDto, Serieadress, somGrund } from './rakenskapsar.dto.js';

const HUVUDBOK = ['huvudbok'];
const koder = (...k: (BokforingKod | RakenskapsarKod)[]): string[] => [
  'PERIOD_UTANFOR_AR',
  'PERIOD_EJ_HELA_MANADER',
  'BESLUT_OKANT',
  ...k,
];

const GRUND = objekt({ slag: { ...TEXT, enum: ['beslut', 'anteckning'] }, text: TEXT });
const PERIOD = { fran: DAG, till: DAG, av: TEXT, grund: GRUND };
const STATUS: { readonly [status: string]: unknown } = { ...TEXT, enum: ['oppen', 'delvis', 'stangd'] };

const RAKENSKAPSAR = svarOmStrom({
  serier: lista(objekt({ serie: TEXT, stangda: lista(objekt({ manad: HELTAL, ...PERIOD })) })),
  manader: lista(objekt({ manad: HELTAL, status: STATUS })),
  andringar: lista(
    objekt({
      nummer: HELTAL,
      ordinal: HELTAL,
      slag: { ...TEXT, enum: ['stangning', 'oppning'] },
      ...PERIOD,
      genomford: JA_NEJ,
    }),
  ),
  bokslut: lista(
    objekt({
      nummer: HELTAL,
      ordinal: HELTAL,
      konto: TEXT,
      resultatOre: ORE,
      av: TEXT,
      grund: GRUND,
      ingaende: ellerNull(HELTAL),
    }),
  ),
  ingaendeBalans: { ...TEXT, enum: ['bokford', 'overford', 'ingen'] },
  skillnaderMotNastaAr: lista(
    objekt({
      konto: TEXT,
      insats: ellerNull(TEXT),
      motpart: ellerNull(TEXT),
      utgaendeOre: ORE,
      ingaendeOre: ORE,
    }),
  ),
});

@ApiTags('bokföring')
@Controller('api/v1/forbund/:forbund/rakenskapsar/:ar')
export class RakenskapsarController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('stangningar')
  @Kommandovag('Stäng månader i alla årets serier, också dem som kommer', koder('PERIOD_REDAN_STANGD'))
  stang(@Huvud() huvud: Kommandohuvud, @Param() adress: Arsadress, @Body() dto: PeriodDto): Promise<Kvitto> {
    return this.#andraAret('BeslutaPeriodstangning', huvud, adress, dto);
  }

  @Post('oppningar')
  @Kommandovag('Öppna stängda månader i alla årets serier', koder('PERIOD_EJ_STANGD'))
  oppna(@Huvud() huvud: Kommandohuvud, @Param() adress: Arsadress, @Body() dto: PeriodDto): Promise<Kvitto> {
    return this.#andraAret('BeslutaPeriodoppning', huvud, adress, dto);
  }

  @Post('serier/:serie/stangningar')
  @Kommandovag('Stäng månader i en serie', koder('PERIOD_REDAN_STANGD', 'SERIE_OKAND'))
  stangSerie(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Serieadress,
    @Body() dto: PeriodDto,
  ): Promise<Kvitto> {
    return this.#andraSerien('StangPeriod', huvud, adress, dto);
  }

  @Post('serier/:serie/oppningar')
  @Kommandovag('Öppna stängda månader i en serie', koder('PERIOD_EJ_STANGD', 'SERIE_OKAND'))
  oppnaSerie(
    @Huvud() huvud: Kommandohuvud,
    @Param() adress: Serieadress,
    @Body() dto: PeriodDto,
  ): Promise<Kvitto> {
    return this.#andraSerien('OppnaPeriod', huvud, adress, dto);
  }

  @Post('bokslut')
  @Kommandovag('Avsluta ett stängt år: resultatet förs till eget kapital och nästa år öppnas', [
    'ARET_EJ_STANGT',
    'FOREGAENDE_AR_EJ_AVSLUTAT',
    'BOKSLUT_EJ_EGET_KAPITAL',
    'BOKSLUT_INAKTUELLT',
    'BOKSLUT_OFORANDRAT',
    'KONTO_SAKNAS',
    'PERIOD_STANGD',
    'BESLUT_OKANT',
    'BOKSLUT_FOR_STORT',
    'LASMODELL_EFTER',
  ])
  async avsluta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: BokslutDto,
  ): Promise<Kvitto> {
    const { konto } = dto;
    const grund = somGrund(dto.grund);
    const { underlag: _, ...underlag } = await this.lasning.las(
      RAKENSKAPSARETS_LASMODELLER,
      undefined,
      (sql, ordinal) => avslutsunderlag(sql, { forbund, ar, ordinal, konto }),
    );
    const begart = { forbund, ar, konto, grund };
    return this.mottagare.ta(huvud, { skal: grund, forbund: [forbund] }, (k, e) => {
      const data = { ...begart, ...underlag, av: k.vem };
      return new UtforArsbokslut({ typ: 'UpprattaArsbokslut', data }, k, e, {
        typ: 'UpprattaArsbokslut',
        data: begart,
      });
    });
  }

  @Get()
  @Fragevag('Årets serier, vad som är stängt i dem, årets bokslut och övergången till nästa år', RAKENSKAPSAR)
  visa(@Param() { forbund, ar }: Arsadress, @Query() f: SomAvFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const { bokslut, skillnaderMotNastaAr, ...aret } = await rakenskapsaret(sql, { forbund, ar, ordinal });
      return {
        ...aret,
        bokslut: bokslut.map((b) => ({ ...b, resultatOre: oreTillTal(b.resultatOre) })),
        skillnaderMotNastaAr: skillnaderMotNastaAr.map((s) => ({
          ...s,
          utgaendeOre: oreTillTal(s.utgaendeOre),
          ingaendeOre: oreTillTal(s.ingaendeOre),
        })),
      };
    };
    return this.lasning.las(RAKENSKAPSARETS_LASMODELLER, f.somAv, svaret, rakenskapsarStream(forbund, ar));
  }

  async #andraAret(
    typ: 'BeslutaPeriodstangning' | 'BeslutaPeriodoppning',
    huvud: Kommandohuvud,
    { forbund, ar }: Arsadress,
    dto: PeriodDto,
  ): Promise<Kvitto> {
    const grund = somGrund(dto.grund);
    const { serier } = await this.lasning.las(HUVUDBOK, undefined, async (sql, ordinal) => ({
      serier: await bokfordaSerier(sql, { forbund, ar, ordinal }),
    }));
    return this.mottagare.ta(huvud, { skal: grund, forbund: [forbund] }, (k, e) => {
      const data = { forbund, ar, fran: dto.fran, till: dto.till, av: k.vem, grund };
      return new AndraAretsPerioder({ typ, data }, k, e, serier);
    });
  }

  #andraSerien(
    typ: 'StangPeriod' | 'OppnaPeriod',
    huvud: Kommandohuvud,
    { forbund, ar, serie }: Serieadress,
    dto: PeriodDto,
  ): Promise<Kvitto> {
    const grund = somGrund(dto.grund);
    return this.mottagare.ta(huvud, { skal: grund, forbund: [forbund] }, (k, e) => {
      const data = { forbund, ar, serie, fran: dto.fran, till: dto.till, av: k.vem, grund };
      return new AndraSeriensPerioder({ typ, data }, k, e);
    });
  }
}
