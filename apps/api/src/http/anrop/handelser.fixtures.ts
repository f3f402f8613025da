import { get, lyckas, nekas, type Kontextprov } from './anrop.fixtures.js';

const HANDELSER = '/api/v1/handelser';

export const HANDELSER_OCH_RAPPORTER: Kontextprov = {
  prov: [
    lyckas(get(HANDELSER)),
    lyckas(get(`${HANDELSER}?max=3&efter=2`)),
    lyckas(get(`${HANDELSER}?stream=forbund-lilla`)),
    nekas('STREAM_NAME_INVALID', get(`${HANDELSER}?stream=Finns%20Inte`)),
    lyckas(get(`${HANDELSER}/1`)),
    nekas('HANDELSE_OKAND', get(`${HANDELSER}/99999`)),
    lyckas(get(`${HANDELSER}/strom`)),
    nekas('FRAGA_OGILTIG', get(`${HANDELSER}/strom?efter=99999`)),

    lyckas(get('/api/v1/rapporter/budgetuppfoljning?omfattning=lilla&per=2024-08-31')),
    lyckas(get('/api/v1/rapporter/budgetuppfoljning?omfattning=alla&per=2025-01-31&ar=2024')),
    nekas('OMFATTNING_OKAND', get('/api/v1/rapporter/budgetuppfoljning?omfattning=okand&per=2024-08-31')),
    nekas(
      'INGA_UPPGIFTER',
      get('/api/v1/rapporter/budgetuppfoljning?omfattning=lilla&per=2024-08-31&somAv=0'),
    ),
    nekas('DATUM_OGILTIGT', get('/api/v1/rapporter/budgetuppfoljning?omfattning=lilla&per=igar')),
    nekas('AR_OGILTIGT', get('/api/v1/rapporter/budgetuppfoljning?omfattning=lilla&per=2024-08-31&ar=9999')),
  ],
  oprovade: {
    'get /api/v1/rapporter/budgetuppfoljning': {
      PARAMETER_OKAND: 'http.e2e.spec.ts',
      FRAGA_OGILTIG: 'http.e2e.spec.ts',
    },
    'get /api/v1/handelser/strom': { STROMMAR_FULLA: 'hundra öppna strömmar: strom.e2e.spec.ts' },
  },
};
