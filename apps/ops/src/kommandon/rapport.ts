import { writeFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { System } from '#apps/standalone/src/system.js';
import type { Ar, Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import { systemkod } from '#platform/miljofel.js';
import { ordinalVid, SOM_AV_FORVANTAT, tolkaSomAv, type SomAv } from '#platform/som-av.js';
import {
  bladenSomCsv,
  finnFigur,
  harledningensBlad,
  harledningensLasmodeller,
  harledningSomJson,
  harledningSomTabell,
  LasHarledning,
  LasRapport,
  RADMARKOR,
  RAPPORTER,
  svarSomCsv,
  svarSomJson,
  svarSomTabell,
  type Harledning,
  type Rapport,
  type Rapportfraga,
  type Rapportsvar,
} from '#rapport/public.js';
import {
  kontrolleraDefinition,
  tolkaRapportdefinition,
  UPPSTALLNINGAR,
  type Rapportdefinition,
} from '#rapportlayout/public.js';
import { somAr, somDag, somVal } from '../flaggor.js';
import { lasFil } from '../las-fil.js';
import { iSystemet, medDatamapp, skriv, type Systemval } from '../i-systemet.js';

const FORMAT = {
  table: (svar: Rapportsvar) => svarSomTabell(svar),
  json: (svar: Rapportsvar) => JSON.stringify(svarSomJson(svar), null, 2),
  csv: svarSomCsv,
} as const;

const HARLEDNINGSFORMAT = {
  table: harledningSomTabell,
  json: (h: Harledning) => JSON.stringify(harledningSomJson(h), null, 2),
  csv: (h: Harledning) => bladenSomCsv(harledningensBlad(h)),
} as const;

/** Vouchers' rows at a time: what one reads through before asking for more. */
const RADER_ATT_VISA = 100;

interface Rapportval extends Systemval {
  readonly omfattning: string;
  readonly per: Datum;
  readonly ar?: Ar;
  readonly somAv?: SomAv;
  readonly format: keyof typeof FORMAT;
  readonly out?: string;
  readonly layout?: string;
  readonly visa?: string;
  readonly kolumn?: string;
  readonly efter?: string;
}

const somMarkor = (text: string): string | undefined => (RADMARKOR.test(text) ? text : undefined);

/** @throws DomanFel FIL_EJ_SKRIVBAR */
function skrivFil(fil: string, text: string): void {
  try {
    writeFileSync(fil, text);
  } catch (orsak) {
    throw new DomanFel(
      'FIL_EJ_SKRIVBAR',
      `Filen ${fil} går inte att skriva (${systemkod(orsak) ?? 'okänt fel'}).`,
      {
        falt: '--out',
        forvantat: 'en fil i en mapp som finns och får skrivas i',
      },
    );
  }
}

/** @throws DomanFel FIL_OLASLIG, RAPPORTLAYOUT_OGILTIG, RAPPORTLAYOUT_FEL_RAPPORT */
function lasLayout(fil: string, rapport: string): Rapportdefinition {
  const definition = tolkaRapportdefinition(lasFil(fil), fil);
  kontrolleraDefinition(definition, rapport);
  return definition;
}

/** `bara-konto` on the command line is `baraKonto` among the options. */
const flagga = (namn: string): string => namn.replace(/[A-Z]/g, (b) => `-${b.toLowerCase()}`);

/** The question that the options ask. */
async function fragan(
  system: System,
  rapport: Rapport,
  val: Rapportval,
  egna: Readonly<Record<string, string | undefined>>,
): Promise<Rapportfraga> {
  const somAv = val.somAv === undefined ? undefined : await ordinalVid(system.store, val.somAv);
  return {
    omfattning: val.omfattning,
    per: val.per,
    ...(val.ar === undefined ? {} : { ar: val.ar }),
    ...(somAv === undefined ? {} : { somAv }),
    ...(val.layout === undefined ? {} : { layout: lasLayout(val.layout, rapport.namn) }),
    val: Object.fromEntries(
      rapport.valbara.flatMap(({ namn }) => {
        const varde = egna[namn];
        return varde === undefined ? [] : [[namn, varde]];
      }),
    ),
  };
}

async function skrivRapport(
  rapport: Rapport,
  val: Rapportval,
  egna: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  const text = await iSystemet(val, async (system) => {
    const fraga = await fragan(system, rapport, val, egna);
    await system.projektor.kommIkapp({ namn: harledningensLasmodeller(rapport) });
    const svar = await system.hamta(LasRapport).las(rapport, fraga);
    if (val.visa === undefined) return FORMAT[val.format](svar);
    const plats = finnFigur(svar, val.visa, val.kolumn);
    const { ordinal } = svar.underlag;
    // As of the report's own ordinal, so that the figure is the one that was found.
    const harledning = await system.readStore.las(harledningensLasmodeller(rapport), (sql) =>
      system
        .hamta(LasHarledning)
        .lasVid(sql, ordinal, rapport, { ...fraga, ...plats, efter: val.efter, max: RADER_ATT_VISA }),
    );
    return HARLEDNINGSFORMAT[val.format](harledning);
  });
  if (val.out === undefined) skriv(text);
  else skrivFil(val.out, `${text}\n`);
}

function enRapport(rapport: Rapport): Command {
  const kommando = medDatamapp(new Command(rapport.namn))
    .description(`${rapport.titel}, för ett förbund eller en grupp.`)
    .requiredOption('--omfattning <nyckel>', 'ett förbund (vasteras) eller en grupp (lanet)')
    .requiredOption('--per <datum>', 'till och med vilken dag', somDag)
    .option('--ar <år>', 'år (standard: årtalet i --per)', somAr)
    .option(
      '--som-av <när>',
      'som det såg ut då: ett händelsenummer, en dag eller en tid då det registrerades',
      somVal(tolkaSomAv, SOM_AV_FORVANTAT),
    )
    .addOption(
      new Option('--format <format>', 'table, json eller csv').choices(Object.keys(FORMAT)).default('table'),
    )
    .option('--out <fil>', 'skriver till en fil i stället för standard ut')
    .option(
      '--visa <rad>',
      'öppnar en siffra, ned till verifikationer, händelser och beslut: radens namn eller id',
    )
    .option('--kolumn <id>', 'med --visa: kolumnen (standard: den första med en siffra)');
  // A report that comes in pages has no figures to open, and a cursor of its own.
  if (!rapport.valbara.some((v) => v.namn === 'efter'))
    kommando.option(
      '--efter <plats>',
      'med --visa: fler rader, efter de som redan har visats',
      somVal(somMarkor, 'det som sidan före slutade med'),
    );
  for (const { namn, beskrivning } of rapport.valbara)
    kommando.option(`--${flagga(namn)} <värde>`, beskrivning);
  if ((UPPSTALLNINGAR as readonly string[]).includes(rapport.namn))
    kommando.option(
      '--layout <fil>',
      'prövar en egen uppställning (rapportdefinition/1) utan att fastställa den',
    );
  return kommando.action((val: Rapportval) =>
    skrivRapport(rapport, val, val as unknown as Record<string, string>),
  );
}

export const rapportKommando = (): Command =>
  RAPPORTER.map(enRapport).reduce(
    (kommando, rapport) => kommando.addCommand(rapport),
    new Command('rapport').description('Skriver en rapport.'),
  );
