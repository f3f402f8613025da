import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { arsSlut } from '#kernel/datum.js';
import { Arsadress, delaSida, PerFraga, Sidfraga, sidlangd } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { skalEllerStod, somStod, type SkalDto, type StodDto } from '#platform/http/skal.dto.js';
import { Fragevag, Kommandovag } from '#platform/http/vagbeskrivning.js';
import {
  UtforFinansieringskommando,
  type FinansieringKod,
  type FinansieringKommando,
} from '../commands/utfor-finansieringskommando.js';
import { fakturasida } from '../projections/finansiering/fakturor.query.js';
import { finansieringsfakta } from '../projections/finansiering/finansiering.query.js';
import {
  AngeAndelarDto,
  BeslutaMedelDto,
  FaktureraMedelDto,
  KrediteraMedelDto,
  PeriodiseraMedelDto,
  TaEmotMedelDto,
} from './finansiering.dto.js';
import { FAKTUROR, fakturavisning, FINANSIERING, finansieringsvisning } from './finansieringsvisning.js';
import { somAndelar, somHuvudman } from './vardeobjekt.js';

const LASMODELL = ['finansiering'];
const koder = (...k: FinansieringKod[]): FinansieringKod[] => ['FORBUND_OKANT', ...k];

@ApiTags('finansiering')
@Controller('api/v1/forbund/:forbund/finansiering/:ar')
export class FinansieringController {
  constructor(
    private readonly mottagare: Kommandomottagare,
    private readonly lasning: Lasning,
  ) {}

  @Post('beslut')
  @Kommandovag(
    'Registrera vad en huvudman har beslutat att ge för året',
    koder('MEDEL_UTAN_STOD', 'BESLUT_OKANT', 'HUVUDMAN_OKAND', 'MEDEL_BELOPP_OGILTIGT', 'MEDEL_OFORANDRADE'),
  )
  besluta(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: BeslutaMedelDto,
  ): Promise<Kvitto> {
    const { den } = dto;
    const data = { forbund, ar, huvudman: somHuvudman(dto.huvudman), beloppOre: BigInt(dto.beloppOre), den };
    return this.#ta(huvud, dto, { typ: 'BeslutaMedel', data: { ...data, ...stodet(dto) } });
  }

  @Post('fakturor')
  @Kommandovag(
    'Registrera en faktura på en del av årets medel',
    koder(
      'MEDEL_EJ_BESLUTADE',
      'HUVUDMAN_OKAND',
      'MEDEL_BELOPP_OGILTIGT',
      'MEDEL_UTANFOR_AR',
      'FAKTURANUMMER_SAKNAS',
      'FAKTURA_FINNS',
      'FAKTURA_FORFALLER_FORE',
    ),
  )
  fakturera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: FaktureraMedelDto,
  ): Promise<Kvitto> {
    const { faktura, den, forfaller } = dto;
    const avser = { fran: dto.avser.fran, till: dto.avser.till };
    const belopp = { huvudman: somHuvudman(dto.huvudman), beloppOre: BigInt(dto.beloppOre) };
    const data = { forbund, ar, faktura, den, forfaller, avser, ...belopp };
    return this.#ta(huvud, dto, { typ: 'FaktureraMedel', data });
  }

  @Post('krediteringar')
  @Kommandovag(
    'Registrera en kreditnota på en faktura',
    koder(
      'FAKTURA_OKAND',
      'MEDEL_BELOPP_OGILTIGT',
      'FAKTURANUMMER_SAKNAS',
      'FAKTURA_FINNS',
      'KREDITERAT_OVER_FAKTURERAT',
    ),
  )
  kreditera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: KrediteraMedelDto,
  ): Promise<Kvitto> {
    const { kreditnota, faktura, den } = dto;
    const data = { forbund, ar, kreditnota, faktura, den, beloppOre: BigInt(dto.beloppOre) };
    return this.#ta(huvud, dto, { typ: 'KrediteraMedel', data });
  }

  @Post('betalningar')
  @Kommandovag(
    'Registrera vad som är mottaget på en faktura, eller återbetalat',
    koder('FAKTURA_OKAND', 'MEDEL_BELOPP_OGILTIGT', 'MOTTAGET_OVER_FAKTURERAT', 'ATERBETALT_OVER_MOTTAGET'),
  )
  taEmot(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: TaEmotMedelDto,
  ): Promise<Kvitto> {
    const { faktura, den } = dto;
    const data = { forbund, ar, faktura, den, beloppOre: BigInt(dto.beloppOre) };
    return this.#ta(huvud, dto, { typ: 'TaEmotMedel', data });
  }

  @Post('periodiseringar')
  @Kommandovag(
    'Säg vad av en huvudmans medel för året som hör till tiden till och med en dag',
    koder('MEDEL_UTAN_STOD', 'BESLUT_OKANT', 'HUVUDMAN_OKAND', 'MEDEL_UTANFOR_AR', 'MEDEL_OFORANDRADE'),
  )
  periodisera(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: PeriodiseraMedelDto,
  ): Promise<Kvitto> {
    const { till } = dto;
    const data = { forbund, ar, huvudman: somHuvudman(dto.huvudman), beloppOre: BigInt(dto.beloppOre), till };
    return this.#ta(huvud, dto, { typ: 'PeriodiseraMedel', data: { ...data, ...stodet(dto) } });
  }

  @Post('andelar')
  @Kommandovag(
    'Ange hur huvudmännen delar på årets medel',
    koder('MEDEL_UTAN_STOD', 'BESLUT_OKANT', 'ANDELAR_OGILTIGA', 'MEDEL_OFORANDRADE'),
  )
  angeAndelar(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, ar }: Arsadress,
    @Body() dto: AngeAndelarDto,
  ): Promise<Kvitto> {
    const data = {
      forbund,
      ar,
      andelar: somAndelar(dto.andelar),
    };
    return this.#ta(huvud, dto, { typ: 'AngeAndelar', data: { ...data, ...stodet(dto) } });
  }

  @Get()
  @Fragevag(
    'Årets medel från huvudmännen: beslutade, fakturerade, mottagna och periodiserade till dagen per (utan per: årets slut), och om beslutet följer ½ ¼ ¼',
    FINANSIERING,
  )
  visa(@Param() { forbund, ar }: Arsadress, @Query() f: PerFraga) {
    const per = f.per ?? arsSlut(ar);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) =>
      finansieringsvisning(await finansieringsfakta(sql, { forbund, ar, per, ordinal }), per),
    );
  }

  @Get('fakturor')
  @Fragevag('Årets fakturor till huvudmännen, med vad som är krediterat och mottaget på var och en', FAKTUROR)
  fakturor(@Param() { forbund, ar }: Arsadress, @Query() f: Sidfraga) {
    const max = sidlangd(f);
    return this.lasning.las(LASMODELL, f.somAv, async (sql, ordinal) => {
      const urval = { forbund, ar, ordinal, per: f.per, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await fakturasida(sql, urval), max);
      return { fakturor: rader.map(fakturavisning), nasta };
    });
  }

  #ta(
    huvud: Kommandohuvud,
    dto: { skal?: SkalDto; stod?: StodDto },
    kommando: FinansieringKommando,
  ): Promise<Kvitto> {
    return this.mottagare.ta(
      huvud,
      { skal: skalEllerStod(dto), forbund: [kommando.data.forbund] },
      (k, e) => new UtforFinansieringskommando(kommando, k, e),
    );
  }
}

const stodet = (dto: { stod?: StodDto }) => givna({ stod: dto.stod && somStod(dto.stod) });
