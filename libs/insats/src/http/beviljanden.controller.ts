import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Insatsadress } from '#platform/http/adresser.dto.js';
import { givna } from '#platform/http/givna.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare, type Kvitto } from '#platform/http/kommandomottagare.js';
import { skalEllerStod, somSkal, somStod } from '#platform/http/skal.dto.js';
import { Kommandovag } from '#platform/http/vagbeskrivning.js';
import { UtforInsatskommando, type InsatsKod } from '../commands/utfor-insatskommando.js';
import { AndraBeviljandeDto, AvslaAnsokanDto, BeviljaInsatsDto, SokMedelDto } from './beviljanden.dto.js';
import { Ansokningsadress, Nummeradress } from './insatsadresser.dto.js';

const koder = (...k: InsatsKod[]): InsatsKod[] => [
  'UPPGIFT_OM_PERSON',
  'INSATS_OKAND',
  'INSATS_AVSLUTAD',
  ...k,
];
const PENGAR: readonly InsatsKod[] = ['INSATS_BELOPP_EJ_POSITIVT', 'INSATS_TID_OMVAND'];
const STOD: readonly InsatsKod[] = ['INSATS_UTAN_STOD', 'INSATS_BESLUT_OKANT'];

@ApiTags('insatser')
@Controller('api/v1/forbund/:forbund/insatser/:insats')
export class BeviljandenController {
  constructor(private readonly mottagare: Kommandomottagare) {}

  @Post('ansokningar')
  @Kommandovag('Registrera en ansökan om medel', koder('ANSOKAN_FINNS', ...PENGAR))
  sok(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() dto: SokMedelDto,
  ): Promise<Kvitto> {
    const { ansokan, sokande, fran, till, den } = dto;
    const data = { forbund, insats, ansokan, sokande, fran, till, den, beloppOre: BigInt(dto.beloppOre) };
    return this.mottagare.ta(
      huvud,
      { skal: somSkal(dto.skal), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'SokMedel', data }, k, e),
    );
  }

  @Post('ansokningar/:ansokan/avslag')
  @Kommandovag('Avslå ansökan', koder('ANSOKAN_OKAND', 'ANSOKAN_AVGJORD', ...STOD))
  avsla(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats, ansokan }: Ansokningsadress,
    @Body() dto: AvslaAnsokanDto,
  ): Promise<Kvitto> {
    const data = givna({ forbund, insats, ansokan, den: dto.den, stod: dto.stod && somStod(dto.stod) });
    return this.mottagare.ta(
      huvud,
      { skal: skalEllerStod(dto), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'AvslaAnsokan', data }, k, e),
    );
  }

  @Post('beviljanden')
  @Kommandovag(
    'Bevilja insatsen medel för en period',
    koder('ANSOKAN_OKAND', 'ANSOKAN_AVGJORD', ...STOD, ...PENGAR),
  )
  bevilja(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats }: Insatsadress,
    @Body() dto: BeviljaInsatsDto,
  ): Promise<Kvitto> {
    const { fran, till, ansokan, den } = dto;
    const stod = dto.stod && somStod(dto.stod);
    const beloppOre = BigInt(dto.beloppOre);
    const data = givna({ forbund, insats, fran, till, beloppOre, stod, ansokan, den });
    return this.mottagare.ta(
      huvud,
      { skal: skalEllerStod(dto), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'BeviljaInsats', data }, k, e),
    );
  }

  @Post('beviljanden/:nummer/andringar')
  @Kommandovag(
    'Ändra ett beviljandes belopp eller tid från en dag; 0 drar tillbaka det',
    koder('BEVILJANDE_OKANT', 'BEVILJANDE_OFORANDRAT', ...STOD, ...PENGAR),
  )
  andra(
    @Huvud() huvud: Kommandohuvud,
    @Param() { forbund, insats, nummer }: Nummeradress,
    @Body() dto: AndraBeviljandeDto,
  ): Promise<Kvitto> {
    const { den, fran, till } = dto;
    const stod = dto.stod && somStod(dto.stod);
    const data = givna({ forbund, insats, nummer, den, fran, till, beloppOre: BigInt(dto.beloppOre), stod });
    return this.mottagare.ta(
      huvud,
      { skal: skalEllerStod(dto), forbund: [forbund] },
      (k, e) => new UtforInsatskommando({ typ: 'AndraBeviljande', data }, k, e),
    );
  }
}
