import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekandetAv, nekar, type Nekad } from '../../../../test/given.js';
import { kontrolleraStod } from './beviljande.js';
import { insatsDecider, insatsStream } from './insats.decider.js';
import type { BeviljaInsats, InsatsKod, InsatsKommando, SokMedel } from './insats.kommandon.js';
import type {
  BeviljandeAndrat,
  InsatsAnsokt,
  InsatsansokanAvslagen,
  InsatsAvslutad,
  InsatsBeviljad,
  InsatsHandelse,
  InsatsNamnbytt,
  InsatsRegistrerad,
  InsatsStartad,
} from './insats.events.js';

const vilken = { forbund: 'ostra', insats: 'samordningsteam' };
const registrera: InsatsKommando = {
  typ: 'RegistreraInsats',
  data: { ...vilken, namn: 'Samordningsteam', slag: 'individ' },
};
const registrerad: InsatsRegistrerad = {
  typ: 'InsatsRegistrerad',
  data: { ...vilken, namn: 'Samordningsteam', slag: 'individ' },
};
const beviljande = {
  ...vilken,
  fran: datum('2024-01-01'),
  till: datum('2024-12-31'),
  beloppOre: 170_000_00n,
  stod: { slag: 'beslut', beslut: '2023-11-24-budget' },
} as const;
const bevilja = (delar: Partial<BeviljaInsats['data']> = {}): InsatsKommando => ({
  typ: 'BeviljaInsats',
  data: { ...beviljande, ...delar },
});
const beviljad: InsatsBeviljad = { typ: 'InsatsBeviljad', data: beviljande };
const starta = (den: string): InsatsKommando => ({
  typ: 'StartaInsats',
  data: { ...vilken, den: datum(den) },
});
const startad: InsatsStartad = { typ: 'InsatsStartad', data: { ...vilken, den: datum('2024-02-01') } };
const avsluta = (den: string, overgarTill?: string): InsatsKommando => ({
  typ: 'AvslutaInsats',
  data: { ...vilken, den: datum(den), ...(overgarTill === undefined ? {} : { overgarTill }) },
});
const avslutad: InsatsAvslutad = { typ: 'InsatsAvslutad', data: { ...vilken, den: datum('2024-06-30') } };

describe('en insats', () => {
  it('registreras, beviljas, startar och avslutas', () => {
    given(insatsDecider).when(registrera).then([registrerad]);
    given(insatsDecider, [registrerad]).when(bevilja()).then([beviljad]);
    given(insatsDecider, [registrerad, beviljad]).when(starta('2024-02-01')).then([startad]);
    given(insatsDecider, [registrerad, beviljad, startad]).when(avsluta('2024-06-30')).then([avslutad]);
  });

  it('registreras utan slag när källan inte säger vilket', () => {
    const data = { ...vilken, namn: 'Samordningsteam' };
    given(insatsDecider)
      .when({ typ: 'RegistreraInsats', data })
      .then([{ typ: 'InsatsRegistrerad', data }]);
  });

  it('beviljas igen medan den pågår, och för en enda dag', () => {
    const den = datum('2025-01-01');
    given(insatsDecider, [registrerad, beviljad, startad])
      .when(bevilja({ fran: den, till: den, beloppOre: 1n }))
      .then([{ typ: 'InsatsBeviljad', data: { ...beviljande, fran: den, till: den, beloppOre: 1n } }]);
  });

  it('startar också efter ett beviljande: det ändrar inte skedet', () => {
    given(insatsDecider, [registrerad, startad, beviljad])
      .when(starta('2024-03-01'))
      .thenThrows('INSATS_REDAN_STARTAD', 'den');
  });

  it('kan avslutas samma dag, utan att ha startat, och övergå till en medlem', () => {
    given(insatsDecider, [registrerad, startad])
      .when(avsluta('2024-02-01'))
      .then([{ typ: 'InsatsAvslutad', data: { ...vilken, den: datum('2024-02-01') } }]);
    given(insatsDecider, [registrerad])
      .when(avsluta('2024-02-01', 'Sala kommun'))
      .then([
        {
          typ: 'InsatsAvslutad',
          data: { ...vilken, den: datum('2024-02-01'), overgarTill: 'Sala kommun' },
        },
      ]);
  });

  it.each([
    ['beviljas', bevilja()],
    ['startas', starta('2025-01-01')],
    ['avslutas', avsluta('2025-01-01')],
  ])('%s inte när den är avslutad eller okänd', (_, kommando) => {
    given(insatsDecider, [registrerad, avslutad]).when(kommando).thenThrows('INSATS_AVSLUTAD', 'insats');
    given(insatsDecider).when(kommando).thenThrows('INSATS_OKAND', 'insats');
  });

  it('registreras inte på nytt när den är avslutad', () => {
    given(insatsDecider, [registrerad, avslutad]).when(registrera).thenThrows('INSATS_FINNS', 'insats');
  });

  it('beviljas inte för en tid som slutar innan den börjar, eller för ett negativt belopp', () => {
    given(insatsDecider, [registrerad])
      .when(bevilja({ till: datum('2023-12-31') }))
      .thenThrows('INSATS_TID_OMVAND', 'till', 'en dag efter fran');
    given(insatsDecider, [registrerad])
      .when(bevilja({ beloppOre: -1n }))
      .thenThrows('INSATS_BELOPP_EJ_POSITIVT', 'beloppOre');
  });
});

const STOD = { slag: 'beslut', beslut: '2023-11-24-budget' } as const;
const ansokt: InsatsAnsokt = {
  typ: 'InsatsAnsokt',
  data: {
    ...vilken,
    ansokan: 'hosten',
    sokande: 'Sala kommun',
    fran: datum('2024-01-01'),
    till: datum('2024-12-31'),
    beloppOre: 200_000_00n,
    den: datum('2023-09-30'),
  },
};
const sok = (delar: Partial<SokMedel['data']> = {}): InsatsKommando => ({
  typ: 'SokMedel',
  data: { ...ansokt.data, ...delar },
});
const avslagen: InsatsansokanAvslagen = {
  typ: 'InsatsansokanAvslagen',
  data: { ...vilken, ansokan: 'hosten', den: datum('2023-11-24'), stod: STOD },
};
const avsla: InsatsKommando = { typ: 'AvslaAnsokan', data: avslagen.data };

describe('en ansökan', () => {
  it('prövas, och beviljas eller avslås en gång', () => {
    given(insatsDecider, [registrerad]).when(sok()).then([ansokt]);
    given(insatsDecider, [registrerad, ansokt]).when(avsla).then([avslagen]);
    given(insatsDecider, [registrerad, ansokt])
      .when(bevilja({ ansokan: 'hosten', den: datum('2023-11-24') }))
      .then([
        { typ: 'InsatsBeviljad', data: { ...beviljande, ansokan: 'hosten', den: datum('2023-11-24') } },
      ]);
    given(insatsDecider, [registrerad, ansokt, avslagen])
      .when(bevilja({ ansokan: 'hosten' }))
      .thenThrows('ANSOKAN_AVGJORD', 'ansokan');
    given(insatsDecider, [registrerad, ansokt, avslagen])
      .when(avsla)
      .thenThrows('ANSOKAN_AVGJORD', 'ansokan');
  });

  it('hindrar starten medan den prövas och när den är avslagen, om inget är beviljat', () => {
    const vidare = sok({ ansokan: 'varen' });
    const omigen: InsatsAnsokt = { typ: 'InsatsAnsokt', data: { ...ansokt.data, ansokan: 'varen' } };
    given(insatsDecider, [registrerad, ansokt]).when(starta('2024-01-15')).thenThrows('INSATS_EJ_BEVILJAD');
    given(insatsDecider, [registrerad, ansokt, avslagen])
      .when(starta('2024-01-15'))
      .thenThrows('INSATS_EJ_BEVILJAD');
    given(insatsDecider, [registrerad, ansokt, avslagen]).when(vidare).then([omigen]);
    given(insatsDecider, [registrerad, ansokt, omigen, avslagen])
      .when(starta('2024-01-15'))
      .thenThrows('INSATS_EJ_BEVILJAD', 'insats');
    const start: InsatsStartad = { typ: 'InsatsStartad', data: { ...vilken, den: datum('2024-01-15') } };
    given(insatsDecider, [registrerad, beviljad, ansokt]).when(starta('2024-01-15')).then([start]);
    given(insatsDecider, [registrerad, ansokt, avslagen, beviljad]).when(starta('2024-01-15')).then([start]);
  });

  it('tar insatsen inte ur ett skede som den har nått', () => {
    given(insatsDecider, [registrerad, startad, ansokt, avslagen])
      .when(avsluta('2024-06-30'))
      .then([avslutad]);
    given(insatsDecider, [registrerad, startad, ansokt, avslagen])
      .when(starta('2024-03-01'))
      .thenThrows('INSATS_REDAN_STARTAD');
  });
});

const andrat = (nummer: number, den: string, beloppOre: bigint): BeviljandeAndrat => ({
  typ: 'BeviljandeAndrat',
  data: {
    ...vilken,
    nummer,
    den: datum(den),
    fran: beviljande.fran,
    till: beviljande.till,
    beloppOre,
    stod: STOD,
  },
});
const andra = (nummer: number, den: string, beloppOre: bigint): InsatsKommando => ({
  typ: 'AndraBeviljande',
  data: andrat(nummer, den, beloppOre).data,
});

describe('ett beviljande', () => {
  it('ändras från en dag, till ett annat belopp, en annan tid eller ingenting', () => {
    const fore = [registrerad, beviljad];
    given(insatsDecider, fore)
      .when(andra(1, '2024-06-22', 150_000_00n))
      .then([andrat(1, '2024-06-22', 150_000_00n)]);
    given(insatsDecider, fore)
      .when(andra(1, '2024-06-22', 0n))
      .then([andrat(1, '2024-06-22', 0n)]);
  });

  it('jämförs med det som gäller den dagen', () => {
    const fore = [registrerad, beviljad, andrat(1, '2024-06-22', 150_000_00n)];
    given(insatsDecider, fore)
      .when(andra(1, '2024-09-01', 150_000_00n))
      .thenThrows('BEVILJANDE_OFORANDRAT', 'beloppOre');
    given(insatsDecider, fore)
      .when(andra(1, '2024-05-01', 170_000_00n))
      .thenThrows('BEVILJANDE_OFORANDRAT', 'beloppOre');
    given(insatsDecider, fore)
      .when(andra(1, '2024-09-01', 170_000_00n))
      .then([andrat(1, '2024-09-01', 170_000_00n)]);
  });

  it('är det med sitt nummer, i den ordning de gavs', () => {
    const andraBeviljandet: InsatsBeviljad = {
      typ: 'InsatsBeviljad',
      data: { ...beviljande, beloppOre: 5n },
    };
    given(insatsDecider, [registrerad, beviljad, andraBeviljandet])
      .when(andra(2, '2024-06-22', 170_000_00n))
      .then([andrat(2, '2024-06-22', 170_000_00n)]);
    given(insatsDecider, [registrerad, beviljad])
      .when(andra(0, '2024-06-22', 1n))
      .thenThrows('BEVILJANDE_OKANT');
  });

  it('har aldrig ett belopp under noll', () => {
    given(insatsDecider, [registrerad, beviljad])
      .when(andra(1, '2024-06-22', -1n))
      .thenThrows('INSATS_BELOPP_EJ_POSITIVT', 'beloppOre');
  });
});

const namnbyte = (namn: string, fran: string): InsatsNamnbytt => ({
  typ: 'InsatsNamnbytt',
  data: { ...vilken, namn, fran: datum(fran) },
});
const bytNamn = (namn: string, fran: string): InsatsKommando => ({
  typ: 'BytNamn',
  data: namnbyte(namn, fran).data,
});

describe('ett namn', () => {
  it('gäller från sin dag, och får återkomma', () => {
    const bytt = [registrerad, namnbyte('Psykiatriresurs', '2024-04-01')];
    given(insatsDecider, [registrerad])
      .when(bytNamn('Psykiatriresurs', '2024-04-01'))
      .then([namnbyte('Psykiatriresurs', '2024-04-01')]);
    given(insatsDecider, bytt)
      .when(bytNamn('Psykiatriresurs', '2024-05-01'))
      .thenThrows('INSATS_NAMN_OFORANDRAT', 'namn');
    given(insatsDecider, bytt)
      .when(bytNamn('Samordningsteam', '2024-03-01'))
      .thenThrows('INSATS_NAMN_OFORANDRAT', 'namn');
    given(insatsDecider, bytt)
      .when(bytNamn('Samordningsteam', '2024-05-01'))
      .then([namnbyte('Samordningsteam', '2024-05-01')]);
  });
});

/** The codes of what comes after the insats are in harstamning.spec.ts; that of the register of beslut below. */
type Livskod = Exclude<InsatsKod, `EFTERFOLJARE_${string}` | `HARSTAMNING_${string}` | 'INSATS_BESLUT_OKANT'>;

nekar(insatsDecider, {
  INSATS_NYCKEL_OGILTIG: {
    when: { typ: 'RegistreraInsats', data: { ...vilken, insats: 'Team 1', namn: 'Team 1' } },
    falt: 'insats',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  INSATS_FINNS: { given: [registrerad], when: registrera, falt: 'insats', forvantat: 'en ny nyckel' },
  INSATS_OKAND: { when: starta('2024-02-01'), falt: 'insats', forvantat: 'en registrerad insats' },
  INSATS_REDAN_STARTAD: {
    given: [registrerad, startad],
    when: starta('2024-03-01'),
    falt: 'den',
    forvantat: 'en insats som inte har startat',
  },
  INSATS_AVSLUTAD: {
    given: [registrerad, startad, avslutad],
    when: bevilja(),
    falt: 'insats',
    forvantat: 'en insats som pågår',
  },
  INSATS_TID_OMVAND: {
    given: [registrerad, startad],
    when: avsluta('2024-01-31'),
    falt: 'den',
    forvantat: 'en dag efter starten',
  },
  INSATS_BELOPP_EJ_POSITIVT: {
    given: [registrerad],
    when: bevilja({ beloppOre: 0n }),
    falt: 'beloppOre',
    forvantat: 'ett positivt antal öre',
  },
  INSATS_UTAN_STOD: {
    given: [registrerad],
    when: {
      typ: 'BeviljaInsats',
      data: { ...vilken, fran: beviljande.fran, till: beviljande.till, beloppOre: 1n },
    },
    falt: 'stod',
    forvantat: 'ett beslut eller ett källdokument',
  },
  INSATS_EJ_BEVILJAD: {
    given: [registrerad, ansokt],
    when: starta('2024-01-15'),
    falt: 'insats',
    forvantat: 'en insats som är beviljad',
  },
  INSATS_NAMN_OFORANDRAT: {
    given: [registrerad],
    when: bytNamn('Samordningsteam', '2024-01-01'),
    falt: 'namn',
    forvantat: 'ett annat namn',
  },
  ANSOKAN_FINNS: { given: [registrerad, ansokt], when: sok(), falt: 'ansokan', forvantat: 'en ny nyckel' },
  ANSOKAN_OKAND: {
    given: [registrerad],
    when: avsla,
    falt: 'ansokan',
    forvantat: 'en registrerad ansökan om insatsen',
  },
  ANSOKAN_AVGJORD: {
    given: [registrerad, ansokt, avslagen],
    when: avsla,
    falt: 'ansokan',
    forvantat: 'en ansökan som ännu prövas',
  },
  BEVILJANDE_OKANT: {
    given: [registrerad, beviljad],
    when: andra(2, '2024-06-22', 1n),
    falt: 'nummer',
    forvantat: 'numret på ett beviljande',
  },
  BEVILJANDE_OFORANDRAT: {
    given: [registrerad, beviljad],
    when: andra(1, '2024-06-22', beviljande.beloppOre),
    falt: 'beloppOre',
    forvantat: 'ett annat belopp eller en annan tid',
  },
  UPPGIFT_OM_PERSON: {
    when: { typ: 'RegistreraInsats', data: { ...vilken, namn: 'Stöd till 800101-1231' } },
    falt: 'namn',
    forvantat: 'sammanräknade antal, inget om någon enskild',
  },
} satisfies Record<Livskod, Nekad<InsatsKommando, InsatsHandelse>>);

describe('ett personnummer', () => {
  it.each<[string, InsatsKommando]>([
    ['sokande', sok({ sokande: 'Anna 19800101-1231' })],
    ['namn', bytNamn('Spira (8001011231)', '2024-01-01')],
    ['overgarTill', avsluta('2024-06-30', 'handläggare 701063-2391')],
    ['stod.dokument', bevilja({ stod: { slag: 'dokument', dokument: 'utredning 800101-1231' } })],
  ])('nekas i %s', (falt, kommando) => {
    given(insatsDecider, [registrerad]).when(kommando).thenThrows('UPPGIFT_OM_PERSON', falt);
  });

  it('är inget organisationsnummer', () => {
    given(insatsDecider, [registrerad])
      .when(bytNamn('Team 222000-2824', '2024-01-01'))
      .then([namnbyte('Team 222000-2824', '2024-01-01')]);
  });
});

describe('stödet', () => {
  it('nekas när beslutet inte finns, och godtas när det finns eller är ett dokument', () => {
    const prova = (finns: boolean) =>
      nekandetAv(() => {
        kontrolleraStod(beviljande.stod, finns);
      });
    expect(prova(false)).toEqual({
      kod: 'INSATS_BESLUT_OKANT',
      falt: 'stod.beslut',
      forvantat: 'ett registrerat beslut',
    });
    kontrolleraStod(beviljande.stod, true);
    kontrolleraStod({ slag: 'dokument', dokument: 'rapport' }, false);
  });
});

it('strömmen är insatsens inom förbundet', () => {
  expect(insatsStream('ostra', 'samordningsteam')).toBe('insats-ostra--samordningsteam');
});
