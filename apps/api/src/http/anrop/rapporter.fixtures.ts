import { RAPPORTER } from '#rapport/public.js';
import { get, lyckas, nekas, type Kontextprov } from './anrop.fixtures.js';

/** Every report in every format: what is registered is served, and asked for in the same way. */
const rapporten = (namn: string) => {
  const adress = `/api/v1/rapporter/${namn}`;
  return [
    lyckas(get(`${adress}?omfattning=lilla&per=2024-08-31`)),
    lyckas(get(`${adress}?omfattning=alla&per=2025-01-31&ar=2024&format=json`)),
    lyckas(get(`${adress}?omfattning=lilla&per=2024-08-31&format=csv`)),
    lyckas(get(`${adress}?omfattning=lilla&per=2024-08-31&format=table`)),
    nekas('OMFATTNING_OKAND', get(`${adress}?omfattning=okand&per=2024-08-31`)),
    nekas('INGA_UPPGIFTER', get(`${adress}?omfattning=lilla&per=2024-08-31&somAv=0`)),
  ];
};

export const RAPPORTERNA: Kontextprov = {
  prov: RAPPORTER.flatMap((rapport) => rapporten(rapport.namn)),
  odelade: Object.fromEntries(
    RAPPORTER.map(({ namn }) => [`/api/v1/rapporter/${namn}`, 'en rapport är en sak']),
  ),
};
