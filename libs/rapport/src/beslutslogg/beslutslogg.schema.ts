import { DAG, ellerNull, HELTAL, lista, objekt, TEXT } from '#platform/http/schema.js';
import { RAD_ID, type Svarsfalt } from '../stomme/jsonschema.js';

const REF = objekt({ forbund: TEXT, beslut: TEXT });

export const BESLUTSLOGG: Svarsfalt = {
  rader: lista(
    objekt({
      ...{ id: RAD_ID, beslut: TEXT, forbund: TEXT, paragraf: ellerNull(HELTAL), dnr: ellerNull(TEXT) },
      fattat: objekt({ slag: { ...TEXT, enum: ['dag', 'ar', 'period'] }, fran: DAG, till: DAG }),
      organ: TEXT,
      rubrik: TEXT,
      status: {
        ...TEXT,
        enum: ['fattat', 'justerat', 'anslaget', 'overklagat', 'laga_kraft', 'upphavt', 'ersatt'],
      },
      ...{ justerat: ellerNull(DAG), anslaget: ellerNull(DAG), lagaKraft: ellerNull(DAG) },
      upphort: ellerNull(
        objekt({ slag: { ...TEXT, enum: ['upphavt', 'ersatt', 'dom'] }, av: TEXT, den: DAG }),
      ),
      avser: objekt({ budget: ellerNull(HELTAL), prognos: ellerNull(HELTAL) }),
      styrkt: { ...TEXT, enum: ['protokoll', 'kalldokument'] },
      faststaller: lista(REF),
      faststalltAv: lista(REF),
      avvikelser: lista(
        objekt({
          slag: { ...TEXT, enum: ['justering', 'anslag', 'nedtagning', 'overklagande'] },
          frist: DAG,
          den: ellerNull(DAG),
          dagar: HELTAL,
          overklagande: ellerNull(TEXT),
        }),
      ),
      handelser: { ...HELTAL, description: 'Hur många händelser som vilar på beslutet.' },
    }),
  ),
  saknas: lista(objekt({ forbund: TEXT })),
};
