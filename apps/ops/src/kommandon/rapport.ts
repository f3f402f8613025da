import { writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { artal, ordinalVid, tolkaSomAv, type SomAv } from '#apps/api/src/http/fragor.js';
import { datum, type Ar, type Datum } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import { systemkod } from '#platform/miljofel.js';
import {
  budgetuppfoljningSomJson,
  budgetuppfoljningSomTabell,
  LasBudgetuppfoljning,
  LASMODELLER,
} from '#rapport/public.js';
import { iSystemet, medDatamapp, skriv, type Systemval } from '../i-systemet.js';

interface Rapportval extends Systemval {
  readonly omfattning: string;
  readonly per: Datum;
  readonly ar?: Ar;
  readonly somAv?: SomAv;
  readonly format: 'table' | 'json';
  readonly out?: string;
}

/** A wrong value of an option is wrong use, not refused data. */
const somVal =
  <T>(tolka: (text: string) => T, forvantat: string) =>
  (text: string): T => {
    try {
      return tolka(text);
    } catch {
      throw new InvalidArgumentError(`Väntat: ${forvantat}.`);
    }
  };

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

export const rapportKommando = (): Command =>
  new Command('rapport').description('Skriver en rapport.').addCommand(
    medDatamapp(new Command('budgetuppfoljning'))
      .description('Budget, utfall, prognos och avvikelse per rad, för ett förbund eller en grupp.')
      .requiredOption('--omfattning <nyckel>', 'ett förbund (vasteras) eller en grupp (lanet)')
      .requiredOption('--per <datum>', 'till och med vilken dag', somVal(datum, 'en dag, ÅÅÅÅ-MM-DD'))
      .option('--ar <år>', 'budgetår (standard: årtalet i --per)', somVal(artal, 'ett årtal'))
      .option(
        '--som-av <när>',
        'som det såg ut då: ett händelsenummer, en dag eller en tid då det registrerades',
        somVal(tolkaSomAv, 'ett händelsenummer, en dag (2024-09-11) eller en tid (2024-09-11T14:30)'),
      )
      .addOption(
        new Option('--format <format>', 'table eller json').choices(['table', 'json']).default('table'),
      )
      .option('--out <fil>', 'skriver till en fil i stället för standard ut')
      .action(async (val: Rapportval) => {
        const text = await iSystemet(val, async (system) => {
          const somAv = val.somAv === undefined ? undefined : await ordinalVid(system.store, val.somAv);
          await system.projektor.kommIkapp({ namn: LASMODELLER });
          const rapport = await system.hamta(LasBudgetuppfoljning).las({
            omfattning: val.omfattning,
            per: val.per,
            ...(val.ar === undefined ? {} : { ar: val.ar }),
            ...(somAv === undefined ? {} : { somAv }),
          });
          return val.format === 'json'
            ? JSON.stringify(budgetuppfoljningSomJson(rapport), null, 2)
            : budgetuppfoljningSomTabell(rapport);
        });
        if (val.out === undefined) skriv(text);
        else skrivFil(val.out, `${text}\n`);
      }),
  );
