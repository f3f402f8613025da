import { get, lyckas, nekas, type Kontextprov } from './anrop.fixtures.js';

const HANDELSER = '/api/v1/handelser';

export const HANDELSERNA: Kontextprov = {
  prov: [
    lyckas(get(HANDELSER)),
    lyckas(get(`${HANDELSER}?max=3&efter=2`)),
    lyckas(get(`${HANDELSER}?stream=forbund-lilla`)),
    nekas('STREAM_NAME_INVALID', get(`${HANDELSER}?stream=Finns%20Inte`)),
    lyckas(get(`${HANDELSER}/1`)),
    nekas('HANDELSE_OKAND', get(`${HANDELSER}/99999`)),
    lyckas(get(`${HANDELSER}/strom`)),
    nekas('FRAGA_OGILTIG', get(`${HANDELSER}/strom?efter=99999`)),
  ],
  oprovade: {
    'get /api/v1/handelser/strom': { STROMMAR_FULLA: 'hundra öppna strömmar: strom.e2e.spec.ts' },
  },
  odelade: {
    '/api/v1/handelser/{ordinal}': 'de förbund som händelsen gäller',
  },
};
