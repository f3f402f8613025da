import 'reflect-metadata';
import { Controller, Get, Query, Res, type Type } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import type { Ar, Datum } from '#kernel/datum.js';
import { SomAvFraga } from '#platform/http/adresser.dto.js';
import { ARTAL, Datumfalt, Heltalsparameter, Namnfalt, Valfalt } from '#platform/http/falt.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, HELTAL, lista, objekt, TEXT, type Schema } from '#platform/http/schema.js';
import { Fragevag } from '#platform/http/vagbeskrivning.js';
import {
  lasmodellerFor,
  LasRapport,
  svarSomCsv,
  svarSomJson,
  svarSomTabell,
  type Rapport,
} from '#rapport/public.js';

const FORMAT = ['json', 'csv', 'table'] as const;

/** Which report of what: the same for a report and for one of its figures. */
export class Rapportplats extends SomAvFraga {
  // Any text: what is no key is answered with the keys that there are.
  @Namnfalt('lanet', { beskrivning: 'Ett förbund eller en grupp.' })
  omfattning!: string;
  @Datumfalt('2024-08-31', { beskrivning: 'Till och med vilken dag.' })
  per!: Datum;
  @Heltalsparameter(2024, ARTAL, { frivillig: true, beskrivning: 'Året; årtalet i per om inget anges.' })
  ar?: Ar;
}

export class Rapportparametrar extends Rapportplats {
  @Valfalt(FORMAT, { frivillig: true, beskrivning: 'json om inget anges.' })
  format?: (typeof FORMAT)[number];
}

/** The types of the formats that are text. */
const TEXTTYPER = { csv: 'text/csv', table: 'text/plain' } as const;

/** What every report says of itself, around what is its own. */
const svaret = ({ namn, schema }: Rapport): Schema =>
  objekt({
    rapport: { ...TEXT, enum: [namn] },
    omfattning: TEXT,
    ar: HELTAL,
    per: DAG,
    enhet: { ...TEXT, enum: ['ore'] },
    ...schema,
    anmarkningar: { ...lista(TEXT), description: 'Vad en läsare måste veta innan siffrorna används.' },
    underlag: objekt({ ordinal: HELTAL, per: DAG, regelversion: TEXT }),
  });

/** The parameters of a report: those of all, and its own. */
function parametrarFor(rapport: Rapport): Type<Rapportparametrar> {
  class Parametrar extends Rapportparametrar {}
  Object.defineProperty(Parametrar, 'name', { value: `${rapport.namn}-parametrar` });
  for (const { namn, beskrivning, exempel } of rapport.valbara)
    Namnfalt(exempel, { frivillig: true, beskrivning })(Parametrar.prototype, namn);
  return Parametrar;
}

/** The route of a report, described with the options that it has. */
export function rapportvag(rapport: Rapport): Type {
  const Parametrar = parametrarFor(rapport);

  @ApiTags('rapporter')
  @Controller('api/v1/rapporter')
  class Rapportvag {
    constructor(
      private readonly lasning: Lasning,
      private readonly rapporter: LasRapport,
    ) {}

    @Get(rapport.namn)
    @Fragevag(
      rapport.titel,
      svaret(rapport),
      ['OMFATTNING_OKAND', 'INGA_UPPGIFTER'],
      Object.values(TEXTTYPER),
    )
    async visa(@Query() f: Rapportparametrar, @Res({ passthrough: true }) svar: Response) {
      const fraga = {
        omfattning: f.omfattning,
        per: f.per,
        ...(f.ar === undefined ? {} : { ar: f.ar }),
        val: givnaVal(rapport, f),
      };
      const last = await this.lasning.lasVid(lasmodellerFor(rapport), f.somAv, (sql, ordinal) =>
        this.rapporter.lasVid(sql, ordinal, rapport, fraga),
      );
      if (f.format === undefined || f.format === 'json') return svarSomJson(last);
      svar.type(`${TEXTTYPER[f.format]}; charset=utf-8`);
      return f.format === 'csv' ? svarSomCsv(last) : svarSomTabell(last);
    }
  }
  // What the pipe checks against and OpenAPI describes: the compiler only knows the class that all reports share.
  Reflect.defineMetadata('design:paramtypes', [Parametrar, Object], Rapportvag.prototype, 'visa');
  Object.defineProperty(Rapportvag, 'name', { value: `Rapportvag-${rapport.namn}` });
  return Rapportvag;
}

/** The report's own options, as given. */
function givnaVal(rapport: Rapport, f: Rapportparametrar): Record<string, string> {
  const givna = f as unknown as Record<string, string | undefined>;
  return Object.fromEntries(
    rapport.valbara.flatMap(({ namn }) => {
      const varde = givna[namn];
      return varde === undefined ? [] : [[namn, varde]];
    }),
  );
}
