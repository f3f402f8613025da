import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { arFor } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import {
  Arsadress,
  Forbundsadress,
  sidlangd,
  SomAvFraga,
  Verifikationsadress,
} from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
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
  sida,
  svarOmStrom,
  TEXT,
} from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import {
  bokforingStream,
  UtforBokforingskommando,
  type BokforingKod,
} from '../commands/utfor-bokforingskommando.js';
import { nettorader, senasteRattelse, vanda } from '../projections/huvudbok/nettorader.query.js';
import { verifikationssida } from '../projections/huvudbok/verifikationer.query.js';
import {
  IngaendeBalansDto,
  MakuleringDto,
  RattelseDto,
  VerifikationDto,
  Verifikationsfraga,
} from './bokforing.dto.js';
import { bokforingskoder, rattelserad, verifikationsrad } from './verifikationsrad.js';

const LASMODELL = ['huvudbok'];
const PLATS = ellerNull(objekt({ ar: HELTAL, serie: TEXT, nummer: HELTAL }));
const VERIFIKATION = {
  ordinal: HELTAL,
  ar: HELTAL,
  serie: TEXT,
  nummer: HELTAL,
  datum: DAG,
  text: TEXT,
  dokument: ellerNull(TEXT),
  rattar: ellerNull(HELTAL),
  makulerar: JA_NEJ,
  rattasAv: lista(HELTAL),
  periodisering: ellerNull(objekt({ slag: TEXT, vands: DAG })),
  vander: PLATS,
  vandsAv: PLATS,
  rader: lista(objekt({ konto: TEXT, insats: ellerNull(TEXT), motpart: ellerNull(TEXT), beloppOre: ORE })),
};

@ApiTags('bokföring')
@Controller('api/v1/forbund/:forbund')
export class VerifikationerController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('verifikationer')
  @Kommandovag('Bokför en verifikation: den får seriens nästa nummer', bokforingskoder('SERIE_OGILTIG'))
  bokfor(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, rader, ...dto }: VerifikationDto,
  ): Promise<Kvitto> {
    const data = { forbund, ar: arFor(dto.datum), ...givna(dto), rader: rader.map(verifikationsrad) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforBokforingskommando({ typ: 'BokforVerifikation', data }, k, e),
    );
  }

  @Post('verifikationer/:ar/:serie/:nummer/rattelser')
  @Kommandovag(
    'Rätta en verifikation med en ny, som bokför skillnaden',
    bokforingskoder('SERIE_OGILTIG', 'VERIFIKATION_OKAND', 'DATUM_UTANFOR_AR'),
  )
  ratta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar, serie, nummer }: Verifikationsadress,
    @Body() { skal, rader, ...dto }: RattelseDto,
  ): Promise<Kvitto> {
    const data = { forbund, ar, serie, rattar: nummer, ...givna(dto), rader: rader.map(rattelserad) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforBokforingskommando({ typ: 'RattaVerifikation', data }, k, e),
    );
  }

  @Post('verifikationer/:ar/:serie/:nummer/makulering')
  @Kommandovag('Makulera en verifikation: en ny tar tillbaka det som är kvar av den och av dess rättelser', [
    'VERIFIKATION_OKAND',
    'VERIFIKATION_REDAN_MAKULERAD',
    'MAKULERING_INAKTUELL',
    'DATUM_UTANFOR_AR',
    'PERIOD_STANGD',
    'LASMODELL_EFTER',
  ])
  async makulera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar, serie, nummer }: Verifikationsadress,
    @Body() { skal, datum, text }: MakuleringDto,
  ): Promise<Kvitto> {
    const { underlag: _, ...kvar } = await this.lasning.las(LASMODELL, undefined, async (sql, ordinal) => {
      const fraga = { forbund, ar, serie, nummer, ordinal };
      return {
        rader: vanda(await nettorader(sql, fraga)),
        senasteRattelse: await senasteRattelse(sql, fraga),
      };
    });
    const begart = { forbund, ar, serie, rattar: nummer, datum, text };
    return this.mottagare.ta(huvud, { skal: somSkal(skal), forbund: [forbund] }, (k, e) => {
      const data = { ...begart, ...kvar };
      const indata = { typ: 'MakuleraVerifikation', data: begart };
      return new UtforBokforingskommando({ typ: 'MakuleraVerifikation', data }, k, e, indata);
    });
  }

  @Post('ingaende-balanser/:ar')
  @Kommandovag(
    'Bokför årets ingående balans, hel: en senare ersätter den',
    bokforingskoder('SERIE_OGILTIG', 'INGAENDE_BALANS_RESULTATKONTO'),
  )
  bokforIngaende(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() { skal, rader, ...dto }: IngaendeBalansDto,
  ): Promise<Kvitto> {
    const data = { forbund, ar, ...givna(dto), rader: rader.map(verifikationsrad) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforBokforingskommando({ typ: 'BokforIngaendeBalans', data }, k, e),
    );
  }

  @Get('verifikationer')
  @Fragevag(
    'Verifikationer med sina rader, i den ordning de registrerades',
    sida('verifikationer', objekt(VERIFIKATION)),
  )
  lista(@Param() { forbund }: Forbundsadress, @Query() f: Verifikationsfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const { per, ar, serie, efter = 0 } = f;
      const alla = await verifikationssida(sql, { forbund, ordinal, efter, max: max + 1, per, ar, serie });
      const verifikationer = alla.slice(0, max);
      return {
        verifikationer,
        nasta: alla.length > max ? (verifikationer.at(-1)?.ordinal ?? null) : null,
      };
    });
  }

  @Get('verifikationer/:ar/:serie/:nummer')
  @Fragevag('En verifikation', svarOmStrom(VERIFIKATION), ['VERIFIKATION_OKAND'])
  visa(@Param() { forbund, ...adress }: Verifikationsadress, @Query() f: SomAvFraga) {
    const { ar, serie } = adress;
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const [funnen] = await verifikationssida(sql, { forbund, ...adress, ordinal, efter: 0, max: 1 });
      if (!funnen)
        throw new DomanFel<BokforingKod>(
          'VERIFIKATION_OKAND',
          `Det finns ingen verifikation ${adress.serie}${adress.nummer} för ${adress.ar}.`,
          { falt: 'nummer', forvantat: 'en bokförd verifikation' },
        );
      return funnen;
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, bokforingStream(forbund, ar, serie));
  }
}
