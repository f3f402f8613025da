import { PARTER } from '#finansiering/public.js';
import { ellerNull, HELTAL, lista, objekt, TEXT } from '#platform/http/schema.js';
import { BELOPP, RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';

const PART = { ...TEXT, enum: [...PARTER] };
const RAD = {
  id: RAD_ID,
  ...{ beslutat: BELOPP, fakturerat: BELOPP, mottaget: BELOPP, periodiserat: BELOPP },
  ...{ obetalt: BELOPP, forutbetalt: BELOPP, bokfort: BELOPP },
  andelBokfortPromille: ellerNull(HELTAL),
};
const KONTROLL = objekt({
  grund: { ...TEXT, enum: ['beslutat', 'bokfort'] },
  rader: ellerNull(
    lista(
      objekt({
        ...{ part: PART, belopp: BELOPP, vantat: BELOPP, avvikelse: BELOPP },
        andelPromille: ellerNull(HELTAL),
        vantadPromille: HELTAL,
        avvikelsePromille: ellerNull(HELTAL),
      }),
    ),
  ),
  varforInte: ellerNull(TEXT),
});

export const FINANSIERING: Svarsfalt = {
  forbund: lista(
    objekt({
      id: RAD_ID,
      forbund: TEXT,
      namn: TEXT,
      summa: objekt(RAD),
      beslutatEnligt: ellerNull({ ...TEXT, enum: ['beslut', 'budget'] }),
      ...{ budget: BELOPP, bokfortUtanHuvudman: BELOPP, bokfordSkuld: BELOPP, bokfordFordran: BELOPP },
      parter: lista(
        objekt({
          part: PART,
          ...RAD,
          ofordelat: BELOPP,
          huvudman: lista(objekt({ medlem: ellerNull(TEXT), namn: ellerNull(TEXT), ...RAD })),
        }),
      ),
      kontroller: lista(KONTROLL),
      undantag: lista(objekt({ slag: TEXT, part: ellerNull(PART), text: TEXT, belopp: BELOPP })),
    }),
  ),
};
