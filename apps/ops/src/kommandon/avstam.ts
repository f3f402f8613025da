import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { SLUTKOD } from '#apps/standalone/src/felutskrift.js';
import { kallorI } from '#apps/standalone/src/seed.js';
import type { System } from '#apps/standalone/src/system.js';
import { Kalldokumentinlasning, tolkaKalldokument, type Kalldokument } from '#inlasning/public.js';
import { DomanFel } from '#kernel/fel.js';
import { avstamningSomJson, avstamningSomTabell, LasAvstamning, type RapportKod } from '#rapport/public.js';
import { iSystemet, medDatamapp, skriv, type Systemval } from '../i-systemet.js';

interface Avstamningsval extends Systemval {
  readonly dokument?: string;
  readonly dir?: string;
  readonly format: 'table' | 'json';
}

/** The documents to compare with: of a folder, else the copies kept from when they were loaded. */
async function malen(system: System, val: Avstamningsval): Promise<Kalldokument[]> {
  const texter =
    val.dir === undefined
      ? (await system.hamta(Kalldokumentinlasning).inlastaFiler()).map((f) => f.innehall)
      : kallorI(val.dir).dokument.map((fil) => readFileSync(fil, 'utf8'));
  const alla = texter.map(tolkaKalldokument);
  if (val.dokument === undefined) return alla;
  const valda = alla.filter((d) => d.id === val.dokument);
  if (valda.length === 0)
    throw new DomanFel<RapportKod>(
      'KALLDOKUMENT_EJ_INLAST',
      `Källdokumentet ${val.dokument} är inte inläst.`,
      {
        falt: '--dokument',
        forvantat: alla.length === 0 ? 'ett inläst dokument' : `något av ${alla.map((d) => d.id).join(', ')}`,
      },
    );
  return valda;
}

export const avstamKommando = (): Command =>
  medDatamapp(new Command('avstam'))
    .description('Räknar om varje cell i publicerade rapporter ur händelserna och visar varje skillnad.')
    .option('--dokument <id>', 'bara ett dokument')
    .option('--dir <mapp>', 'mot dokumenten i en mapp i stället för de sparade kopiorna')
    .addOption(
      new Option('--format <format>', 'table eller json').choices(['table', 'json']).default('table'),
    )
    .action(async (val: Avstamningsval) => {
      const dokument = await iSystemet(val, async (system) => {
        await system.projektor.kommIkapp();
        return system.hamta(LasAvstamning).las(await malen(system, val));
      });
      skriv(
        val.format === 'json'
          ? JSON.stringify(avstamningSomJson(dokument), null, 2)
          : avstamningSomTabell(dokument),
      );
      if (dokument.some((d) => d.oforklarade > 0)) process.exitCode = SLUTKOD.nekat;
    });
