import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId, InsatsId, Konto, Nyckel } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import { Sidfraga } from '#platform/http/adresser.dto.js';
import {
  ARTAL,
  Datumfalt,
  Heltalsparameter,
  JaNejFalt,
  Kontofalt,
  Listfalt,
  Namnfalt,
  Nyckelfalt,
  Objektfalt,
  Orefalt,
  Postfalt,
  Textfalt,
  Valfalt,
} from '#platform/http/falt.js';
import type { Periodiseringsslag } from '../commands/utfor-bokforingskommando.js';
import { SkalDto } from '#platform/http/skal.dto.js';

/** A voucher is one event and one transaction: beyond this it is a file to import, not a voucher. */
const MAX_RADER = 5_000;
/** Konton, motparter and posts in one request; a kontoplan is some hundred. */
const MAX_KONTOPLANSRADER = 2_000;

export class VerifikationsradDto {
  @Kontofalt('5800')
  konto!: Konto;
  @Orefalt(4_250_000, { beskrivning: 'Debet positivt, kredit negativt.' })
  beloppOre!: number;
  @Nyckelfalt('samordningsteam-sala', { frivillig: true })
  insats?: InsatsId;
  @Nyckelfalt('sala-kommun', { frivillig: true })
  motpart?: Nyckel;
}

export class RattelseradDto extends VerifikationsradDto {
  @JaNejFalt({ frivillig: true, exempel: true, beskrivning: 'Uppgiften har tagits tillbaka.' })
  utgar?: boolean;
}

export class VerifikationDto {
  @Nyckelfalt('a', { beskrivning: 'Verifikationsserien: gemener och siffror utan bindestreck.' })
  serie!: Nyckel;
  @Datumfalt('2024-08-31')
  datum!: Datum;
  @Textfalt('Lön samordnare augusti')
  text!: string;
  @Listfalt(() => VerifikationsradDto, MAX_RADER)
  rader!: VerifikationsradDto[];
  @Namnfalt('vastmanland-delarsrapport-2024-08-31', { frivillig: true })
  dokument?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class RattelseDto {
  @Datumfalt('2024-08-31')
  datum!: Datum;
  @Textfalt('Rättelse: fel insats')
  text!: string;
  @Listfalt(() => RattelseradDto, MAX_RADER)
  rader!: RattelseradDto[];
  @Namnfalt('vastmanland-delarsrapport-2024-08-31', { frivillig: true })
  dokument?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class MakuleringDto {
  @Datumfalt('2024-09-02')
  datum!: Datum;
  @Textfalt('Makulering: bokförd två gånger')
  text!: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

const PERIODISERINGSSLAG = [
  'upplupen_kostnad',
  'forutbetald_kostnad',
  'upplupen_intakt',
  'forutbetald_intakt',
] as const satisfies readonly Periodiseringsslag[];

export class PeriodiseringDto extends VerifikationDto {
  @Valfalt(PERIODISERINGSSLAG)
  slag!: Periodiseringsslag;
  @Datumfalt('2025-01-01', { beskrivning: 'Dagen som periodiseringen vänds.' })
  vands!: Datum;
}

export class VandningDto {
  @Textfalt('Vändning av löneskulden', { frivillig: true })
  text?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class IngaendeBalansDto {
  @Nyckelfalt('a')
  serie!: Nyckel;
  @Listfalt(() => VerifikationsradDto, MAX_RADER)
  rader!: VerifikationsradDto[];
  @Namnfalt('vastmanland-delarsrapport-2024-08-31', { frivillig: true })
  dokument?: string;
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class KontoDto {
  @Kontofalt('5800')
  konto!: Konto;
  @Namnfalt('Insatser')
  namn!: string;
}

export class MotpartDto {
  @Nyckelfalt('sala-kommun')
  nyckel!: Nyckel;
  @Namnfalt('Sala kommun')
  namn!: string;
  @Nyckelfalt('vasteras', { frivillig: true, beskrivning: 'När motparten är ett annat förbund.' })
  forbund?: ForbundId;
  @JaNejFalt({ frivillig: true, exempel: true })
  medlem?: boolean;
}

export class KonteringDto {
  @Kontofalt('5800')
  konto!: Konto;
  @Nyckelfalt('samordningsteam-sala', { frivillig: true })
  insats?: InsatsId;
  @Nyckelfalt('sala-kommun', { frivillig: true })
  motpart?: Nyckel;
}

export class PostDto {
  @Postfalt('kostnad:samordningsteam-sala')
  post!: PostId;
  @Namnfalt('Samordningsteam Sala')
  rad!: string;
  @Namnfalt('individ')
  grupp!: string;
  @Postfalt('kostnad:samordningsteam', { frivillig: true })
  overordnad?: PostId;
  @Namnfalt('3-010', { frivillig: true })
  ordning?: string;
}

export class NyPostDto extends PostDto {
  @Objektfalt(() => KonteringDto)
  kontering!: KonteringDto;
}

export class KontoplanDto {
  @Listfalt(() => KontoDto, MAX_KONTOPLANSRADER, { frivillig: true })
  konton?: KontoDto[];
  @Listfalt(() => MotpartDto, MAX_KONTOPLANSRADER, { frivillig: true })
  motparter?: MotpartDto[];
  @Listfalt(() => NyPostDto, MAX_KONTOPLANSRADER, { frivillig: true })
  nyaPoster?: NyPostDto[];
  @Listfalt(() => PostDto, MAX_KONTOPLANSRADER, { frivillig: true })
  andradePoster?: PostDto[];
  @Objektfalt(() => SkalDto)
  skal!: SkalDto;
}

export class Verifikationsfraga extends Sidfraga {
  @Heltalsparameter(2024, ARTAL, { frivillig: true })
  ar?: Ar;
  @Nyckelfalt('a', { frivillig: true })
  serie?: Nyckel;
}
