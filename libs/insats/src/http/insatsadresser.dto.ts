import type { Nyckel } from '#kernel/identiteter.js';
import { Insatsadress } from '#platform/http/adresser.dto.js';
import { ANTAL, Heltalsparameter, Nyckelfalt } from '#platform/http/falt.js';

export class Ansokningsadress extends Insatsadress {
  @Nyckelfalt('ansokan-2024')
  ansokan!: Nyckel;
}

/** The n-th grant, or the n-th follow-up, of an insats. */
export class Nummeradress extends Insatsadress {
  @Heltalsparameter(1, { min: 1, max: ANTAL.max })
  nummer!: number;
}

export class Maladress extends Insatsadress {
  @Nyckelfalt('stegforflyttning')
  mal!: Nyckel;
}
