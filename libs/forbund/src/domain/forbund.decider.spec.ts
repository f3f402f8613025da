import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  forbundDecider,
  forbundStream,
  type AnslutMedlem,
  type ForbundKommando,
  type RegistreraForbund,
} from './forbund.decider.js';
import type {
  ForbundAndrat,
  ForbundHandelse,
  ForbundRegistrerat,
  MedlemIntradde,
  MedlemUttradde,
} from './forbund.events.js';
import type { ForbundKod } from './forbundsfel.js';

const uppgifter = {
  forbund: 'ostra',
  namn: 'Samordningsförbundet Östra',
  orgnr: '222000-0000',
  bildat: '2005',
  fran: datum('2005-07-01'),
  till: datum('2023-12-31'),
  ersatter: ['norra'],
};
const registrerat: ForbundRegistrerat = { typ: 'ForbundRegistrerat', data: uppgifter };
const registrera = (delar: Partial<RegistreraForbund['data']> = {}): ForbundKommando => ({
  typ: 'RegistreraForbund',
  data: { ...uppgifter, ...delar },
});
const andra = (delar: Partial<RegistreraForbund['data']> = {}): ForbundKommando => ({
  typ: 'AndraForbund',
  data: { ...uppgifter, ...delar },
});
const medlemskap: AnslutMedlem['data'] = {
  forbund: 'ostra',
  medlem: 'sala-kommun',
  namn: 'Sala kommun',
  typ: 'kommun',
  fran: '2006',
};
const anslut: ForbundKommando = { typ: 'AnslutMedlem', data: medlemskap };
const intradde: MedlemIntradde = { typ: 'MedlemIntradde', data: medlemskap };
const lamna: ForbundKommando = {
  typ: 'LamnaForbund',
  data: { forbund: 'ostra', medlem: 'sala-kommun', till: datum('2020-12-31') },
};
const uttradde: MedlemUttradde = { typ: 'MedlemUttradde', data: lamna.data };

describe('RegistreraForbund', () => {
  it('registrerar alla uppgifter', () => {
    given(forbundDecider).when(registrera()).then([registrerat]);
  });

  it('lämnar borta det som källan inte ger', () => {
    const data = { forbund: 'ostra', namn: 'ostra', ersatter: [] };
    given(forbundDecider)
      .when({ typ: 'RegistreraForbund', data })
      .then([{ typ: 'ForbundRegistrerat', data }]);
  });

  it('registrerar ett förbund som finns en enda dag', () => {
    const den = datum('2023-12-31');
    given(forbundDecider)
      .when(registrera({ fran: den, till: den }))
      .then([{ typ: 'ForbundRegistrerat', data: { ...uppgifter, fran: den, till: den } }]);
  });
});

describe('AndraForbund', () => {
  it('ger uppgifterna i sin helhet', () => {
    const andrat: ForbundAndrat = { typ: 'ForbundAndrat', data: { ...uppgifter, namn: 'Nya namnet' } };
    given(forbundDecider, [registrerat])
      .when(andra({ namn: 'Nya namnet' }))
      .then([andrat]);
  });

  it('jämför med den senaste ändringen, så att man kan gå tillbaka', () => {
    const andrat: ForbundAndrat = { typ: 'ForbundAndrat', data: { ...uppgifter, namn: 'Nya namnet' } };
    given(forbundDecider, [registrerat, andrat])
      .when(andra())
      .then([{ typ: 'ForbundAndrat', data: uppgifter }]);
  });

  it.each([
    ['ett tomt namn', { namn: ' ' }, 'FORBUND_NAMN_SAKNAS'],
    ['en omvänd tid', { fran: datum('2024-01-01') }, 'FORBUND_TID_OMVAND'],
  ])('nekar %s', (_, delar, kod) => {
    given(forbundDecider, [registrerat]).when(andra(delar)).thenThrows(kod);
  });
});

describe('medlemmar', () => {
  it('ansluts och lämnar', () => {
    given(forbundDecider, [registrerat]).when(anslut).then([intradde]);
    given(forbundDecider, [registrerat, intradde]).when(lamna).then([uttradde]);
  });

  it('kan komma tillbaka', () => {
    given(forbundDecider, [registrerat, intradde, uttradde]).when(anslut).then([intradde]);
  });

  it('lämnar en gång', () => {
    given(forbundDecider, [registrerat, intradde, uttradde]).when(lamna).thenThrows('MEDLEM_OKAND', 'medlem');
  });

  it('ansluts inte till ett förbund som inte finns', () => {
    given(forbundDecider).when(anslut).thenThrows('FORBUND_OKANT', 'forbund');
    given(forbundDecider).when(lamna).thenThrows('FORBUND_OKANT', 'forbund');
  });
});

/** Tried in styrelse.spec.ts. */
type AvStyrelse = Extract<
  ForbundKod,
  `PLATS_${string}` | `UPPDRAG_${string}` | `STYRELSE_${string}` | `UTSEENDE_${string}`
>;

nekar(forbundDecider, {
  NYCKEL_OGILTIG: {
    when: registrera({ forbund: 'Östra' }),
    falt: 'forbund',
    forvantat: 'gemener a–z, siffror och bindestreck, t.ex. norra-vastmanland',
  },
  FORBUND_NAMN_SAKNAS: { when: registrera({ namn: ' ' }), falt: 'namn', forvantat: 'förbundets namn' },
  FORBUND_TID_OMVAND: {
    when: registrera({ till: datum('2005-06-30') }),
    falt: 'till',
    forvantat: 'en dag efter fran',
  },
  FORBUND_FINNS: { given: [registrerat], when: registrera(), falt: 'forbund', forvantat: 'en ny nyckel' },
  FORBUND_OKANT: { when: andra(), falt: 'forbund', forvantat: 'ett registrerat förbund' },
  FORBUND_OFORANDRAT: { given: [registrerat], when: andra(), falt: 'namn', forvantat: 'någon ändring' },
  MEDLEM_FINNS: {
    given: [registrerat, intradde],
    when: anslut,
    falt: 'medlem',
    forvantat: 'en ny medlem',
  },
  MEDLEM_OKAND: {
    given: [registrerat],
    when: lamna,
    falt: 'medlem',
    forvantat: 'en nuvarande medlem',
  },
} satisfies Record<Exclude<ForbundKod, AvStyrelse>, Nekad<ForbundKommando, ForbundHandelse>>);

it('strömmen är förbundets', () => {
  expect(forbundStream('ostra')).toBe('forbund-ostra');
});
