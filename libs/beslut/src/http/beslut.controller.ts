import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { delaSida, Forbundsadress, Sidfraga, sidlangd } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { nekadBegaran } from '#platform/http/httpkoder.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, objekt, sida, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import { UtforFattaBeslut, type BeslutKod } from '../commands/fatta-beslut.js';
import { UtforRedovisaSammantrade } from '../commands/redovisa-sammantrade.js';
import {
  beslutssida,
  sammantradessida,
  type Beslutsrad,
  type Sammantradesrad,
} from '../projections/beslut/beslut.query.js';
import { FattaBeslutDto, RedovisaSammantradeDto, type BeslutstidDto } from './beslut.dto.js';

const LASMODELL = ['beslut'];
const koder = (...k: BeslutKod[]): BeslutKod[] => k;
const BESLUT = objekt({
  beslut: TEXT,
  organ: TEXT,
  rubrik: TEXT,
  text: ellerNull(TEXT),
  fattatSlag: { ...TEXT, enum: ['dag', 'ar', 'period'] },
  fattatFran: DAG,
  fattatTill: DAG,
  paragraf: ellerNull(HELTAL),
  dnr: ellerNull(TEXT),
  avserBudget: ellerNull(HELTAL),
  avserPrognos: ellerNull(HELTAL),
  styrkt: { ...TEXT, enum: ['protokoll', 'kalldokument'] },
});
const SAMMANTRADE = objekt({
  sammantrade: TEXT,
  slag: TEXT,
  antal: HELTAL,
  fran: DAG,
  till: DAG,
  notering: ellerNull(TEXT),
});
const visning = <R extends Beslutsrad | Sammantradesrad>({ ordinal: _, ...rad }: R) => rad;

/** Exactly the field that the slag names. @throws DomanFel ANROP_OGILTIGT */
function beslutstid({ slag, datum, ar, period }: BeslutstidDto) {
  const givet = [datum, ar, period].filter((v) => v !== undefined).length;
  if (givet === 1 && slag === 'dag' && datum !== undefined) return { slag, datum };
  if (givet === 1 && slag === 'ar' && ar !== undefined) return { slag, ar };
  if (givet === 1 && slag === 'period' && period && period.fran <= period.till)
    return { slag, period: { fran: period.fran, till: period.till } };
  throw nekadBegaran('ANROP_OGILTIGT', 'Tiden för beslutet går inte att läsa.', {
    falt: 'fattat',
    forvantat: 'slag, och bara det som slaget anger: datum, ar eller en period som inte är omvänd',
  });
}

@ApiTags('beslut och sammanträden')
@Controller('api/v1/forbund/:forbund')
export class BeslutController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('beslut')
  @Kommandovag('Registrera ett fattat beslut', koder('BESLUT_FINNS'))
  fatta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, fattat, avser, ...dto }: FattaBeslutDto,
  ): Promise<Kvitto> {
    const data = givna({
      forbund,
      ...givna(dto),
      fattat: beslutstid(fattat),
      avser: avser && givna(avser),
    });
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforFattaBeslut({ typ: 'FattaBeslut', data }, k, e),
    );
  }

  @Post('sammantraden')
  @Kommandovag(
    'Redovisa ett sammanträde, eller flera av ett slag',
    koder('SAMMANTRADE_FINNS', 'SAMMANTRADE_TID_OMVAND'),
  )
  redovisa(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, period, ...dto }: RedovisaSammantradeDto,
  ): Promise<Kvitto> {
    const data = { forbund, ...givna(dto), period: { fran: period.fran, till: period.till } };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforRedovisaSammantrade({ typ: 'RedovisaSammantrade', data }, k, e),
    );
  }

  @Get('beslut')
  @Fragevag('Förbundets beslut, de som kan vara fattade dagen per om den anges', sida('beslut', BESLUT))
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await beslutssida(sql, urval), max);
      return { beslut: rader.map(visning), nasta };
    });
  }

  @Get('sammantraden')
  @Fragevag('Förbundets sammanträden', sida('sammantraden', SAMMANTRADE))
  sammantraden(@Param() { forbund }: Forbundsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await sammantradessida(sql, urval), max);
      return { sammantraden: rader.map(visning), nasta };
    });
  }
}
