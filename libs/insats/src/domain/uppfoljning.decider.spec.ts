import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import { gallandeRapport, maletFor, uppfoljningDecider, uppfoljningStream } from './uppfoljning.decider.js';
import type {
  MalSatt,
  Maluppgifter,
  MalutfallRapporterat,
  Malutfall,
  UppfoljningHandelse,
  UppfoljningRapporterad,
  UppfoljningRattad,
  Uppfoljningsuppgifter,
} from './uppfoljning.events.js';
import type { UppfoljningKod, UppfoljningKommando } from './uppfoljning.kommandon.js';

const vilken = { forbund: 'ostra', insats: 'team' };
const HALVAR = { fran: datum('2024-01-01'), till: datum('2024-06-30') };
const HELAR = { fran: datum('2024-01-01'), till: datum('2024-12-31') };
const OMVAND = { fran: datum('2024-06-30'), till: datum('2024-01-01') };

const kontakt = (antal: number): Uppfoljningsuppgifter => ({ antal: [{ vad: 'kontakt', antal }] });
const rapporterad = (nummer = 1, period = HALVAR, uppgifter = kontakt(137)): UppfoljningRapporterad => ({
  typ: 'UppfoljningRapporterad',
  data: { ...vilken, nummer, period, uppgifter },
});
const rapportera = (uppgifter = kontakt(137), period = HALVAR): UppfoljningKommando => ({
  typ: 'RapporteraUppfoljning',
  data: { ...vilken, period, uppgifter },
});
const rattelse = {
  ...vilken,
  rattar: 1,
  period: HALVAR,
  uppgifter: kontakt(135),
  orsak: 'två räknades dubbelt',
};
const rattad: UppfoljningRattad = { typ: 'UppfoljningRattad', data: { ...rattelse, nummer: 2 } };
const ratta = (delar: Partial<typeof rattelse> = {}): UppfoljningKommando => ({
  typ: 'RattaUppfoljning',
  data: { ...rattelse, ...delar },
});

describe('en uppföljning', () => {
  it('rapporteras en gång per period, och räknas', () => {
    given(uppfoljningDecider).when(rapportera()).then([rapporterad()]);
    given(uppfoljningDecider, [rapporterad()])
      .when(rapportera(kontakt(200), HELAR))
      .then([rapporterad(2, HELAR, kontakt(200))]);
    given(uppfoljningDecider, [rapporterad(), rattad])
      .when(rapportera())
      .thenThrows('UPPFOLJNING_FINNS', 'period', 'en annan period, eller en rättelse av nummer 2');
  });

  it('rättas med alla uppgifter på nytt, och rättelsen rättas i sin tur', () => {
    given(uppfoljningDecider, [rapporterad()]).when(ratta()).then([rattad]);
    given(uppfoljningDecider, [rapporterad(), rattad])
      .when(ratta({ rattar: 2, uppgifter: kontakt(136) }))
      .then([
        {
          typ: 'UppfoljningRattad',
          data: { ...rattelse, nummer: 3, rattar: 2, uppgifter: kontakt(136) },
        },
      ]);
  });

  it('får en annan period genom en rättelse, om den är ledig', () => {
    given(uppfoljningDecider, [rapporterad()])
      .when(ratta({ period: HELAR }))
      .then([{ typ: 'UppfoljningRattad', data: { ...rattelse, nummer: 2, period: HELAR } }]);
    given(uppfoljningDecider, [rapporterad(), rapporterad(2, HELAR)])
      .when(ratta({ period: HELAR }))
      .thenThrows('UPPFOLJNING_FINNS', 'period');
  });

  it('gäller tills den rättas', () => {
    const state = (...h: UppfoljningHandelse[]) =>
      h.reduce(uppfoljningDecider.evolve, uppfoljningDecider.start);
    expect(gallandeRapport(state(), HALVAR)).toBeUndefined();
    expect(gallandeRapport(state(rapporterad()), HALVAR)).toBe(1);
    expect(gallandeRapport(state(rapporterad(), rattad), HALVAR)).toBe(2);
    expect(gallandeRapport(state(rapporterad(), rattad), HELAR)).toBeUndefined();
  });

  it('minns ur vilket dokument den lästes', () => {
    const data = { ...vilken, period: HALVAR, uppgifter: kontakt(1), ur: 'rapport' };
    given(uppfoljningDecider)
      .when({ typ: 'RapporteraUppfoljning', data })
      .then([{ typ: 'UppfoljningRapporterad', data: { ...data, nummer: 1 } }]);
  });
});

const malet: Maluppgifter = {
  mal: 'steg',
  period: HELAR,
  indikator: 'Stegförflyttning',
  enhet: 'procent',
  riktning: 'minst',
  malvardeHundradelar: 8_000,
};
const satt: MalSatt = { typ: 'MalSatt', data: { ...vilken, ...malet } };
const satta = (delar: Partial<Maluppgifter> = {}): UppfoljningKommando => ({
  typ: 'SattMal',
  data: { ...vilken, ...malet, ...delar },
});
const SJUTTIO: Malutfall = { slag: 'varde', hundradelar: 7_000 };
const utfall = (u: Malutfall = SJUTTIO, period = HALVAR) => ({ ...vilken, mal: 'steg', period, utfall: u });
const utfallet: MalutfallRapporterat = { typ: 'MalutfallRapporterat', data: utfall() };
const rapporteraUtfall = (...d: Parameters<typeof utfall>): UppfoljningKommando => ({
  typ: 'RapporteraMalutfall',
  data: utfall(...d),
});
const rattaUtfall = (u: Malutfall, orsak = 'fel underlag'): UppfoljningKommando => ({
  typ: 'RattaMalutfall',
  data: { ...utfall(u), orsak },
});

describe('ett mål', () => {
  it('sätts för en period, ändras, och sätts för nästa', () => {
    given(uppfoljningDecider).when(satta()).then([satt]);
    given(uppfoljningDecider, [satt])
      .when(satta({ malvardeHundradelar: 7_500 }))
      .then([{ typ: 'MalAndrat', data: { ...vilken, ...malet, malvardeHundradelar: 7_500 } }]);
    given(uppfoljningDecider, [satt])
      .when(satta({ period: HALVAR }))
      .then([{ typ: 'MalSatt', data: { ...vilken, ...malet, period: HALVAR } }]);
  });

  it('får utfall för perioder inom sin, som andel eller värde, och de rättas', () => {
    const andel: Malutfall = { slag: 'andel', taljare: 21, namnare: 30 };
    given(uppfoljningDecider, [satt]).when(rapporteraUtfall()).then([utfallet]);
    given(uppfoljningDecider, [satt])
      .when(rapporteraUtfall(andel))
      .then([{ typ: 'MalutfallRapporterat', data: utfall(andel) }]);
    given(uppfoljningDecider, [satt, utfallet])
      .when(rattaUtfall(andel))
      .then([{ typ: 'MalutfallRattat', data: { ...utfall(andel), orsak: 'fel underlag' } }]);
    given(uppfoljningDecider, [satt])
      .when(rapporteraUtfall(SJUTTIO, { fran: datum('2023-12-31'), till: datum('2024-06-30') }))
      .thenThrows('MAL_OKANT', 'mal');
    given(uppfoljningDecider, [satt])
      .when(rapporteraUtfall({ slag: 'andel', taljare: 31, namnare: 30 }))
      .thenThrows('UPPFOLJNING_MOTSAGELSE', 'utfall');
    given(uppfoljningDecider, [satt])
      .when(rapporteraUtfall({ slag: 'varde', hundradelar: -1 }))
      .thenThrows('UPPFOLJNING_ANTAL_OGILTIGT', 'utfall.hundradelar');
  });

  it('är det med den närmaste perioden omkring utfallets', () => {
    const halvar = { ...malet, period: HALVAR };
    const tvaAr = { ...malet, period: { fran: datum('2023-01-01'), till: datum('2024-12-31') } };
    const annat = { ...halvar, mal: 'annat' };
    const for_ = (...mal: Maluppgifter[]) => maletFor(mal, { mal: 'steg', period: HALVAR });
    expect(for_(malet, halvar, tvaAr, annat)).toBe(halvar);
    expect(for_(tvaAr, malet)).toBe(malet);
    expect(for_(annat)).toBeUndefined();
  });

  it.each<[string, UppfoljningKommando, string]>([
    ['indikator', satta({ indikator: 'Anna 800101-1231' }), 'UPPGIFT_OM_PERSON'],
    ['mal', satta({ mal: 'deltagare-1' }), 'UPPGIFT_OM_PERSON'],
    ['period.till', satta({ period: OMVAND }), 'UPPFOLJNING_TID_OMVAND'],
    ['period.till', rapporteraUtfall(SJUTTIO, OMVAND), 'UPPFOLJNING_TID_OMVAND'],
    ['orsak', rattaUtfall({ slag: 'varde', hundradelar: 1 }, 'svar från 8001011231'), 'UPPGIFT_OM_PERSON'],
    ['orsak', rattaUtfall({ slag: 'varde', hundradelar: 1 }, ' '), 'RATTELSE_UTAN_ORSAK'],
    ['orsak', ratta({ orsak: 'om 19800101-1231' }), 'UPPGIFT_OM_PERSON'],
  ])('nekas för sitt fält %s', (falt, kommando, kod) => {
    given(uppfoljningDecider, [satt, utfallet, rapporterad()]).when(kommando).thenThrows(kod, falt);
  });
});

nekar(uppfoljningDecider, {
  UPPGIFT_OM_PERSON: {
    when: rapportera({ antal: [{ vad: 'personnummer', antal: 1 }] }),
    falt: 'antal[0].vad',
    forvantat: 'sammanräknade antal, inget om någon enskild',
  },
  MAL_NYCKEL_OGILTIG: {
    when: satta({ mal: 'Steg 1' }),
    falt: 'mal',
    forvantat: 'gemener a–z, siffror och bindestreck',
  },
  MAL_OFORANDRAT: { given: [satt], when: satta(), falt: 'mal', forvantat: 'något som ändras' },
  MAL_OKANT: {
    when: rapporteraUtfall(),
    falt: 'mal',
    forvantat: 'ett satt mål vars period omfattar utfallets',
  },
  MALUTFALL_FINNS: {
    given: [satt, utfallet],
    when: rapporteraUtfall(),
    falt: 'period',
    forvantat: 'en ny period, eller en rättelse',
  },
  MALUTFALL_OKANT: {
    given: [satt],
    when: rattaUtfall(SJUTTIO),
    falt: 'period',
    forvantat: 'en period med rapporterat utfall',
  },
  MALUTFALL_OFORANDRAT: {
    given: [satt, utfallet],
    when: rattaUtfall(SJUTTIO),
    falt: 'utfall',
    forvantat: 'ett annat utfall',
  },
  MALUTFALL_FEL_ENHET: {
    given: [{ typ: 'MalSatt', data: { ...vilken, ...malet, enhet: 'dagar' } }],
    when: rapporteraUtfall({ slag: 'andel', taljare: 1, namnare: 2 }),
    falt: 'utfall.slag',
    forvantat: 'slag varde',
  },
  RATTELSE_UTAN_ORSAK: {
    given: [rapporterad()],
    when: ratta({ orsak: '' }),
    falt: 'orsak',
    forvantat: 'vad som var fel',
  },
  UPPFOLJNING_TOM: { when: rapportera({}), falt: 'uppgifter', forvantat: 'minst en uppgift' },
  UPPFOLJNING_TID_OMVAND: {
    when: rapportera(kontakt(1), OMVAND),
    falt: 'period.till',
    forvantat: 'en dag efter period.fran',
  },
  UPPFOLJNING_ANTAL_OGILTIGT: {
    when: rapportera(kontakt(-1)),
    falt: 'antal[0].antal',
    forvantat: 'ett heltal 0–1000000',
  },
  UPPFOLJNING_MOTSAGELSE: {
    when: rapportera({ startade: { totalt: 1, kvinnor: 2 } }),
    falt: 'startade',
    forvantat: 'högst 1 tillsammans',
  },
  UPPFOLJNING_DUBBEL: {
    when: rapportera({
      forsorjning: {
        deltagare: 9,
        slag: [
          { forsorjning: 'lon', fore: 1, efter: 1 },
          { forsorjning: 'lon', fore: 1, efter: 1 },
        ],
      },
    }),
    falt: 'forsorjning.slag[1]',
    forvantat: 'varje slag en gång',
  },
  UPPFOLJNING_FINNS: {
    given: [rapporterad()],
    when: rapportera(kontakt(1)),
    falt: 'period',
    forvantat: 'en annan period, eller en rättelse av nummer 1',
  },
  UPPFOLJNING_OKAND: {
    given: [rapporterad()],
    when: ratta({ rattar: 2 }),
    falt: 'rattar',
    forvantat: 'numret på en uppföljning',
  },
  UPPFOLJNING_REDAN_RATTAD: {
    given: [rapporterad(), rattad],
    when: ratta({ uppgifter: kontakt(1) }),
    falt: 'rattar',
    forvantat: 'den som gäller: 2',
  },
  UPPFOLJNING_OFORANDRAD: {
    given: [rapporterad()],
    when: ratta({ uppgifter: kontakt(137) }),
    falt: 'uppgifter',
    forvantat: 'något som ändras',
  },
} satisfies Record<UppfoljningKod, Nekad<UppfoljningKommando, UppfoljningHandelse>>);

it('strömmen är insatsens inom förbundet', () => {
  expect(uppfoljningStream('ostra', 'team')).toBe('uppfoljning-ostra--team');
});
