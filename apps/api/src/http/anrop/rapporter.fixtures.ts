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

const LILLA = 'omfattning=lilla&per=2024-08-31';
/** The books' own options, and what is none. */
const BOCKERNA = [
  ...[
    'saldobalans?fran=2024-07-01&uppdelning=kontering',
    'huvudbok?konto=1930',
    'huvudbok?konto=3000&tillKonto=8999&fran=2024-02-01&antal=1',
    'huvudbok?efter=lilla.1930.2024-01-01.1.0',
    'verifikationslista?serie=a&antal=1000',
    'verifikationslista?efter=lilla.a.1&antal=1&format=csv',
  ].map((fraga) => lyckas(get(`/api/v1/rapporter/${fraga}&${LILLA}`))),
  ...[
    'saldobalans?fran=2023-07-01',
    'saldobalans?fran=2024-09-01',
    'saldobalans?fran=2024-02-30',
    'saldobalans?uppdelning=insats',
    'huvudbok?konto=193',
    'huvudbok?tillKonto=alla',
    'huvudbok?konto=3000&tillKonto=2999',
    'huvudbok?antal=0',
    'huvudbok?antal=1001',
    'huvudbok?antal=tio',
    'huvudbok?efter=1930',
    'huvudbok?efter=okand.1930.2024-01-01.1.0',
    'verifikationslista?serie=A%20B',
    'verifikationslista?efter=lilla.1930.2024-01-01.1.0',
    'verifikationslista?efter=okand.a.1',
  ].map((fraga) => nekas('FRAGA_OGILTIG', get(`/api/v1/rapporter/${fraga}&${LILLA}`))),
];

export const RAPPORTERNA: Kontextprov = {
  prov: [...RAPPORTER.flatMap((rapport) => rapporten(rapport.namn)), ...BOCKERNA],
  odelade: Object.fromEntries(
    RAPPORTER.map(({ namn }) => [`/api/v1/rapporter/${namn}`, 'en rapport är en sak']),
  ),
};
