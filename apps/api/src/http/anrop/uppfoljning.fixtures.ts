import { get, LILLA, lyckas, nekas, post, skal, type Kontextprov } from './anrop.fixtures.js';

const TEAM = `${LILLA}/insatser/spira`;
const OKAND = `${LILLA}/insatser/okand`;
const period = { fran: '2024-01-01', till: '2024-06-30' };
const omvand = { fran: '2024-06-30', till: '2024-01-01' };

const mal = {
  mal: 'steg',
  period,
  indikator: 'Stegförflyttning',
  enhet: 'procent',
  riktning: 'minst',
  malvardeHundradelar: 8_000,
  skal,
};
const utfall = { period, utfall: { slag: 'andel', taljare: 21, namnare: 30 }, skal };
const rattatUtfall = { ...utfall, utfall: { slag: 'varde', hundradelar: 7_500 }, orsak: 'fel underlag' };
const uppfoljning = {
  period,
  uppgifter: {
    startade: { totalt: 40, kvinnor: 22, man: 18 },
    avslutade: { totalt: 31, orsaker: [{ orsak: 'arbete', totalt: 3 }] },
    ko: { deltagare: 12, dagar: 340 },
    forsorjning: { deltagare: 31, slag: [{ forsorjning: 'sjukpenning', fore: 20, efter: 8 }] },
    stegforflyttning: { taljare: 21, namnare: 30 },
    antal: [{ vad: 'kontakt', antal: 137 }],
  },
  skal,
};
const rattelse = { ...uppfoljning, uppgifter: { antal: [{ vad: 'kontakt', antal: 135 }] }, orsak: 'dubbelt' };

/** The same refusals of every command: `kropp` is one that would be accepted. */
const nekadeAlla = (vag: string, kropp: object) => [
  nekas('INSATS_OKAND', post(`${OKAND}/${vag}`, kropp)),
  nekas('UPPFOLJNING_TID_OMVAND', post(`${TEAM}/${vag}`, { ...kropp, period: omvand })),
  nekas('UPPGIFT_OM_PERSON', post(`${TEAM}/${vag}`, { ...kropp, fornamn: 'Anna' })),
  nekas(
    'UPPGIFT_OM_PERSON',
    post(`${TEAM}/${vag}`, { ...kropp, skal: { slag: 'anteckning', text: 'om 800101-1231' } }),
  ),
];
const nekadeUtfall = (vag: string, kropp: object) => [
  nekas('MAL_OKANT', post(`${TEAM}/mal/okant/${vag}`, kropp)),
  nekas(
    'MALUTFALL_FEL_ENHET',
    post(`${TEAM}/mal/dagar/${vag}`, { ...kropp, utfall: { slag: 'andel', taljare: 1, namnare: 2 } }),
  ),
  nekas(
    'UPPFOLJNING_MOTSAGELSE',
    post(`${TEAM}/mal/steg/${vag}`, { ...kropp, utfall: { slag: 'andel', taljare: 31, namnare: 30 } }),
  ),
  nekas(
    'ANROP_OGILTIGT',
    post(`${TEAM}/mal/steg/${vag}`, { ...kropp, utfall: { slag: 'andel', taljare: 1 } }),
  ),
];
const nekadeUppgifter = (vag: string, kropp: object) => {
  const med = (uppgifter: object) => post(`${TEAM}/${vag}`, { ...kropp, uppgifter });
  const arbete = { orsak: 'arbete', totalt: 1 };
  return [
    nekas('UPPFOLJNING_TOM', med({})),
    nekas('UPPFOLJNING_MOTSAGELSE', med({ startade: { totalt: 1, kvinnor: 2 } })),
    nekas('UPPFOLJNING_DUBBEL', med({ avslutade: { totalt: 9, orsaker: [arbete, arbete] } })),
    nekas('UPPGIFT_OM_PERSON', med({ deltagare: [{ kon: 'kvinna', start: '2024-01-15' }] })),
    nekas('UPPGIFT_OM_PERSON', med({ antal: [{ vad: '19800101-1231', antal: 1 }] })),
    nekas('FALT_OKANT', med({ startad: { totalt: 1 } })),
  ];
};

export const UPPFOLJNINGEN: Kontextprov = {
  prov: [
    lyckas(post(`${TEAM}/mal`, mal)),
    lyckas(post(`${TEAM}/mal`, { ...mal, mal: 'dagar', enhet: 'dagar', riktning: 'hogst' })),
    nekas('MAL_OFORANDRAT', post(`${TEAM}/mal`, mal)),
    ...nekadeAlla('mal', { ...mal, malvardeHundradelar: 1 }),

    lyckas(post(`${TEAM}/mal/steg/utfall`, utfall)),
    nekas('MALUTFALL_FINNS', post(`${TEAM}/mal/steg/utfall`, utfall)),
    ...nekadeAlla('mal/steg/utfall', utfall),
    ...nekadeUtfall('utfall', utfall),

    nekas('MALUTFALL_OKANT', post(`${TEAM}/mal/dagar/utfall/rattelser`, rattatUtfall)),
    ...nekadeAlla('mal/steg/utfall/rattelser', rattatUtfall),
    ...nekadeUtfall('utfall/rattelser', rattatUtfall),
    lyckas(post(`${TEAM}/mal/steg/utfall/rattelser`, rattatUtfall)),
    nekas('MALUTFALL_OFORANDRAT', post(`${TEAM}/mal/steg/utfall/rattelser`, rattatUtfall)),

    lyckas(post(`${TEAM}/uppfoljningar`, uppfoljning)),
    nekas('UPPFOLJNING_FINNS', post(`${TEAM}/uppfoljningar`, uppfoljning)),
    ...nekadeAlla('uppfoljningar', uppfoljning),
    ...nekadeUppgifter('uppfoljningar', uppfoljning),

    nekas(
      'UPPFOLJNING_OFORANDRAD',
      post(`${TEAM}/uppfoljningar/1/rattelser`, { ...uppfoljning, orsak: 'inget' }),
    ),
    nekas('UPPFOLJNING_OKAND', post(`${TEAM}/uppfoljningar/9/rattelser`, rattelse)),
    ...nekadeAlla('uppfoljningar/1/rattelser', rattelse),
    ...nekadeUppgifter('uppfoljningar/1/rattelser', rattelse),
    lyckas(post(`${TEAM}/uppfoljningar/1/rattelser`, rattelse)),
    nekas('UPPFOLJNING_REDAN_RATTAD', post(`${TEAM}/uppfoljningar/1/rattelser`, rattelse)),
    lyckas(post(`${TEAM}/uppfoljningar`, { ...uppfoljning, period: { ...period, till: '2024-12-31' } })),
    nekas(
      'UPPFOLJNING_FINNS',
      post(`${TEAM}/uppfoljningar/2/rattelser`, { ...rattelse, period: { ...period, till: '2024-12-31' } }),
    ),

    lyckas(get(`${TEAM}/uppfoljning`)),
    lyckas(get(`${TEAM}/uppfoljning?per=2024-06-30`)),
    lyckas(get(`${OKAND}/uppfoljning`)),
  ],
  odelade: {
    '/api/v1/forbund/{forbund}/insatser/{insats}/uppfoljning': 'en insats följs upp några gånger om året',
  },
};
