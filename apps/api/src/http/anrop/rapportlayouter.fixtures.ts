import { medfoljandeDefinition } from '#rapport/uppstallning/medfoljande-definition.js';
import { get, LILLA, lyckas, nekas, OKANT, post, skal, type Kontextprov } from './anrop.fixtures.js';

const LAYOUT = `${LILLA}/rapportlayouter/flerarsoversikt`;
const definition = medfoljandeDefinition('flerarsoversikt');
const layout = { fran: '2024-01-01', definition, skal };

export const RAPPORTLAYOUTER: Kontextprov = {
  prov: [
    lyckas(post(LAYOUT, layout)),
    nekas('RAPPORTLAYOUT_OFORANDRAD', post(LAYOUT, layout)),
    nekas('RAPPORTLAYOUT_OGILTIG', post(LAYOUT, { ...layout, definition: { schema: 'annat/1' } })),
    nekas('RAPPORTLAYOUT_FEL_RAPPORT', post(`${LILLA}/rapportlayouter/noter`, layout)),
    nekas('RAPPORTLAYOUT_FORBUND_OKANT', post(`${OKANT}/rapportlayouter/flerarsoversikt`, layout)),
    lyckas(get(LAYOUT)),
    lyckas(get(`${LAYOUT}?max=1&efter=0`)),
  ],
};
