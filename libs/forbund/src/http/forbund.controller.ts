import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel } from '#kernel/fel.js';
import { Forbundsadress, PerFraga } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, ellerNull, lista, objekt, sida, svarOmStrom, TEXT } from '#platform/http/schema.js';
import { somSkal } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { forbundStream, UtforForbundskommando, type ForbundKod } from '../commands/utfor-forbundskommando.js';
import { forbundet, forbundssida, medlemmarna } from '../projections/forbundsregister/register.query.js';
import {
  AnslutMedlemDto,
  ForbundsuppgifterDto,
  LamnaForbundDto,
  Medlemsadress,
  RegistreraForbundDto,
  Registerfraga,
  sidlangden,
} from './forbund.dto.js';

const LASMODELL = ['forbundsregister'];
const koder = (...k: ForbundKod[]): ForbundKod[] => k;

const FORBUND = {
  forbund: TEXT,
  namn: TEXT,
  orgnr: ellerNull(TEXT),
  bildat: ellerNull(TEXT),
  fran: ellerNull(DAG),
  till: ellerNull(DAG),
  ersatter: lista(TEXT),
};
const MEDLEM = objekt({
  medlem: TEXT,
  namn: TEXT,
  typ: { ...TEXT, enum: ['stat', 'region', 'kommun'] },
  fran: ellerNull(TEXT),
  till: ellerNull(DAG),
});

const uppgifter = ({ skal: _, ersatter = [], ...d }: ForbundsuppgifterDto) => givna({ ...d, ersatter });

@ApiTags('förbund')
@Controller('api/v1/forbund')
export class ForbundController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post()
  @Kommandovag('Registrera ett förbund', koder('FORBUND_FINNS', 'FORBUND_TID_OMVAND'))
  registrera(@Huvud() huvud: Kommandohuvud, @Body() dto: RegistreraForbundDto): Promise<Kvitto> {
    const data = { ...uppgifter(dto), forbund: dto.forbund };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(dto.skal), forbund: [dto.forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'RegistreraForbund', data }, k, e),
    );
  }

  @Post(':forbund/uppgifter')
  @Kommandovag(
    'Ändra förbundets uppgifter: alla anges, också de som är som förut',
    koder('FORBUND_OKANT', 'FORBUND_OFORANDRAT', 'FORBUND_TID_OMVAND'),
  )
  andra(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() dto: ForbundsuppgifterDto,
  ): Promise<Kvitto> {
    const data = { ...uppgifter(dto), forbund };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(dto.skal), forbund: [forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'AndraForbund', data }, k, e),
    );
  }

  @Post(':forbund/medlemmar')
  @Kommandovag('Anslut en medlem', koder('FORBUND_OKANT', 'MEDLEM_FINNS'))
  anslut(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund }: Forbundsadress,
    @Body() { skal, ...dto }: AnslutMedlemDto,
  ): Promise<Kvitto> {
    const data = { forbund, ...givna(dto) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'AnslutMedlem', data }, k, e),
    );
  }

  @Post(':forbund/medlemmar/:medlem/uttrade')
  @Kommandovag('Låt en medlem lämna förbundet', koder('FORBUND_OKANT', 'MEDLEM_OKAND'))
  lamna(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, medlem }: Medlemsadress,
    @Body() { skal, till }: LamnaForbundDto,
  ): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(skal), forbund: [forbund] },
      (k, e) => new UtforForbundskommando({ typ: 'LamnaForbund', data: { forbund, medlem, till } }, k, e),
    );
  }

  @Get()
  @Fragevag('Alla förbund', sida('forbund', objekt(FORBUND), TEXT))
  lista(@Query() f: Registerfraga) {
    const max = sidlangden(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const rader = await forbundssida(sql, { ordinal, efter: f.efter ?? '', max: max + 1 });
      const forbund = rader.slice(0, max);
      return { forbund, nasta: rader.length > max ? (forbund.at(-1)?.forbund ?? null) : null };
    });
  }

  @Get(':forbund')
  @Fragevag(
    'Ett förbund och dess medlemmar, de som är det dagen per om den anges',
    svarOmStrom({ ...FORBUND, medlemmar: lista(MEDLEM) }),
    koder('FORBUND_OKANT'),
  )
  visa(@Param() { forbund }: Forbundsadress, @Query() f: PerFraga) {
    const svaret = async (sql: TransactionSql, ordinal: number) => {
      const rad = await forbundet(sql, { forbund, ordinal });
      if (!rad)
        throw new DomanFel<ForbundKod>('FORBUND_OKANT', `Förbundet ${forbund} är inte registrerat.`, {
          falt: 'forbund',
          forvantat: 'ett registrerat förbund',
        });
      return { ...rad, medlemmar: await medlemmarna(sql, { forbund, ordinal, per: f.per }) };
    };
    return this.lasning.las(LASMODELL, f.somAv, svaret, forbundStream(forbund));
  }
}
