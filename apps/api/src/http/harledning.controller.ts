import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import { Maxfalt, sidlangd } from '#platform/http/adresser.dto.js';
import { Monsterfalt, Nyckelfalt } from '#platform/http/falt.js';
import { Lasning } from '#platform/http/lasning.js';
import {
  DAG,
  ellerNull,
  HELTAL,
  JA_NEJ,
  lista,
  objekt,
  ORE,
  TEXT,
  type Schema,
} from '#platform/http/schema.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import {
  harledningensLasmodeller,
  harledningSomJson,
  LasHarledning,
  RADMARKOR,
  RAPPORTER,
  type RapportKod,
} from '#rapport/public.js';
import { Rapportplats } from './rapportvag.js';

class Harledningsparametrar extends Rapportplats {
  @Nyckelfalt('resultatrakning', { beskrivning: 'Rapportens namn.' })
  rapport!: string;
  @Monsterfalt(/^[a-z0-9][a-z0-9/:._-]*$/, 'id för en rad i rapporten', {
    exempel: 'vasteras/resultatrakning/resultat',
    beskrivning: 'Radens id i rapporten.',
  })
  rad!: string;
  @Monsterfalt(/^[A-Za-z0-9_-]{1,120}$/, 'id för en kolumn i rapporten', {
    exempel: 'utfall',
    beskrivning: 'Kolumnens id i rapporten.',
  })
  kolumn!: string;
  @Monsterfalt(RADMARKOR, 'nasta i svaret på sidan före', {
    exempel: '3.1841.0',
    frivillig: true,
    beskrivning: 'Fortsätt efter: nasta i svaret på sidan före, frågat som av samma händelse.',
  })
  efter?: string;
  @Maxfalt()
  max?: number;
}

const PER_HANDELSE = {
  handelse: ellerNull(objekt({ ordinal: HELTAL, typ: TEXT, tid: TEXT, vem: TEXT, skal: { type: 'object' } })),
  beslut: ellerNull({ type: 'object' }),
  kalldokument: ellerNull({ type: 'object' }),
};
const PLATS = {
  forbund: TEXT,
  konto: TEXT,
  kontonamn: ellerNull(TEXT),
  insats: ellerNull(TEXT),
  motpart: ellerNull(TEXT),
};
const BELOPP = ellerNull(ORE);
const FIGUR = { rad: TEXT, kolumn: TEXT, etikett: TEXT, belopp: BELOPP };

const HARLEDNING: Schema = objekt({
  ...{ rapport: TEXT, omfattning: TEXT, ar: HELTAL, per: DAG, enhet: TEXT },
  figur: objekt({
    ...FIGUR,
    ...{ kolumnrubrik: TEXT, formel: TEXT, definition: ellerNull({ type: 'object' }) },
    enligtRegel: { ...JA_NEJ, description: 'Räknad ur termerna på annat sätt än genom att lägga ihop dem.' },
    varde: { ...ellerNull({ type: 'number' }), description: 'För det som inte är pengar.' },
    enhet: { ...TEXT, description: 'ore, eller vad varde är i.' },
  }),
  termer: lista(objekt(FIGUR)),
  bidrag: lista(
    objekt({
      ...PLATS,
      ...{ motpartsnamn: ellerNull(TEXT), post: TEXT, slag: TEXT, matt: TEXT, belopp: BELOPP },
      kalla: { type: 'object' },
    }),
  ),
  planer: lista(
    objekt({
      ...{ slag: TEXT, forbund: TEXT, post: TEXT, postslag: TEXT, ordinal: HELTAL, den: DAG, belopp: BELOPP },
      stod: ellerNull(objekt({ slag: TEXT, id: TEXT })),
      ...PER_HANDELSE,
    }),
  ),
  ingaende: lista(objekt({ ...PLATS, ar: HELTAL, ordinal: HELTAL, belopp: BELOPP, ...PER_HANDELSE })),
  uppgifter: lista(
    objekt({
      ...{ forbund: TEXT, ordinal: HELTAL, vad: TEXT, belopp: BELOPP, antal: ellerNull(HELTAL) },
      stod: ellerNull(objekt({ slag: TEXT, id: TEXT })),
      ...PER_HANDELSE,
    }),
  ),
  verifikationsrader: lista(
    objekt({
      ...PLATS,
      ...{ ordinal: HELTAL, nr: HELTAL, ar: HELTAL, serie: TEXT, nummer: HELTAL, datum: DAG, text: TEXT },
      ...{ dokument: ellerNull(TEXT), rattar: ellerNull(HELTAL), belopp: BELOPP },
      ...PER_HANDELSE,
    }),
  ),
  nasta: ellerNull(TEXT),
  underlag: objekt({ ordinal: HELTAL, per: DAG, regelversion: TEXT }),
});

@ApiTags('rapporter')
@Controller('api/v1/harledning')
export class HarledningController {
  constructor(
    private readonly lasning: Lasning,
    private readonly harledningen: LasHarledning,
  ) {}

  @Get()
  @Fragevag(
    'En siffra i en rapport, öppnad till konton, verifikationer, händelser, beslut och källdokument',
    HARLEDNING,
    ['RAPPORT_OKAND', 'FIGUR_OKAND', 'FIGUR_SKYDDAD', 'OMFATTNING_OKAND', 'INGA_UPPGIFTER'],
  )
  visa(@Query() f: Harledningsparametrar) {
    const rapport = RAPPORTER.find((r) => r.namn === f.rapport);
    if (!rapport)
      throw new DomanFel<RapportKod>(
        'RAPPORT_OKAND',
        `Det finns ingen rapport som heter ${visaVarde(f.rapport)}.`,
        {
          falt: 'rapport',
          forvantat: `någon av ${RAPPORTER.map((r) => r.namn).join(', ')}`,
        },
      );
    const fraga = {
      ...{ omfattning: f.omfattning, per: f.per, rad: f.rad, kolumn: f.kolumn },
      ...{ efter: f.efter, max: sidlangd(f) },
      ...(f.ar === undefined ? {} : { ar: f.ar }),
    };
    return this.lasning.lasVid(harledningensLasmodeller(rapport), f.somAv, async (sql, ordinal) =>
      harledningSomJson(await this.harledningen.lasVid(sql, ordinal, rapport, fraga)),
    );
  }
}
