import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel } from '#kernel/fel.js';
import {
  delaSida,
  Forbundsadress,
  Handelseadress,
  Sidfraga,
  sidlangd,
  SomAvFraga,
} from '#platform/http/adresser.dto.js';
import { idag } from '#platform/http/idag.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, HELTAL, lista, objekt, svar, svarOmStrom, TEXT } from '#platform/http/schema.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import { beslutStream, type BeslutKod } from '../commands/utfor-beslutskommando.js';
import { beslutssida } from '../projections/beslut/beslut.query.js';
import { beslutsvyer } from '../projections/beslut/beslutsvy.query.js';
import { antalSomVilarPa, stodFor, vilarPa } from '../projections/beslutsstod/beslutsstod.query.js';
import { Beslutsadress, Beslutsfraga } from './beslut.dto.js';
import { BESLUT, beslutsvisning, DETALJER } from './beslutsschema.js';

const LASMODELLER = ['beslut', 'beslutsstod'];
const SLAG = { ...TEXT, enum: ['stod', 'skal'] };
const VILANDE = objekt({ ordinal: HELTAL, typ: TEXT, stream: TEXT, slag: SLAG });
const STOD = objekt({
  forbund: TEXT,
  beslut: TEXT,
  slag: SLAG,
  rubrik: ellerNull(TEXT),
  paragraf: ellerNull(HELTAL),
  dnr: ellerNull(TEXT),
});

@ApiTags('beslut och sammanträden')
@Controller('api/v1')
export class BeslutsregisterController {
  constructor(private readonly lasning: Lasning) {}

  @Get('forbund/:forbund/beslut')
  @Fragevag(
    'Förbundets beslut, sökta, med hur de står dagen per (utan per: i dag); bara de som kan vara fattade då, om per anges',
    svar({ beslut: lista(objekt(BESLUT)), nasta: ellerNull(HELTAL), per: DAG }),
  )
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Beslutsfraga) {
    const max = sidlangd(f);
    const per = f.per ?? idag();
    const { organ, fran, till, sok } = f;
    return this.lasning.las(LASMODELLER, f.somAv, async (sql, ordinal) => {
      const urval = { forbund: [forbund], organ, fran, till, sok, per: f.per, efter: f.efter ?? 0 };
      const alla = await beslutssida(sql, { ...urval, ordinal, max: max + 1 });
      const { rader, nasta } = delaSida(alla, max, (r) => r.registrerad);
      const vyer = await beslutsvyer(sql, rader, { ordinal, per });
      const antal = await antalSomVilarPa(sql, rader, ordinal);
      return { beslut: vyer.map((v, n) => beslutsvisning(v, antal[n] ?? 0)), nasta, per };
    });
  }

  @Get('forbund/:forbund/beslut/:beslut')
  @Fragevag(
    'Ett beslut, hur det står dagen per (utan per: i dag), och en sida av de händelser som vilar på det',
    svarOmStrom({
      ...BESLUT,
      ...DETALJER,
      handelser: lista(VILANDE),
      nasta: ellerNull(HELTAL),
      per: DAG,
    }),
    ['BESLUT_SAKNAS'] satisfies BeslutKod[],
  )
  visa(@Param() { forbund, beslut }: Beslutsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    const per = f.per ?? idag();
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const rader = await beslutssida(sql, { forbund: [forbund], beslut, ordinal, efter: 0, max: 1 });
      const [vy] = await beslutsvyer(sql, rader, { ordinal, per });
      if (!vy)
        throw new DomanFel<BeslutKod>('BESLUT_SAKNAS', `Beslutet ${beslut} är inte registrerat.`, {
          falt: 'beslut',
          forvantat: 'ett registrerat beslut',
        });
      const [antal = 0] = await antalSomVilarPa(sql, rader, ordinal);
      const alla = await vilarPa(sql, { forbund, beslut, ordinal, efter: f.efter ?? 0, max: max + 1 });
      const { rader: handelser, nasta } = delaSida(alla, max);
      return {
        ...beslutsvisning(vy, antal),
        faststaller: vy.faststaller,
        upphaver: vy.upphaver,
        overklaganden: vy.overklaganden,
        handelser: handelser.map((h) => ({ ...h, ordinal: Number(h.ordinal) })),
        nasta,
        per,
      };
    };
    return this.lasning.las(LASMODELLER, f.somAv, svaret, beslutStream(forbund, beslut));
  }

  @Get('handelser/:ordinal/beslut')
  @Fragevag(
    'Besluten som en händelse vilar på; inga, om den inte vilar på något',
    svar({ beslut: lista(STOD) }),
  )
  stod(@Param() { ordinal: handelse }: Handelseadress, @Query() f: SomAvFraga) {
    return this.lasning.las(LASMODELLER, f.somAv, async (sql, ordinal) => ({
      beslut: await stodFor(sql, { handelse, ordinal }),
    }));
  }
}
