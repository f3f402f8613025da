import { Command } from 'commander';
import { avstamKommando } from './kommandon/avstam.js';
import { backupKommando } from './kommandon/backup.js';
import { genereraKommando } from './kommandon/generera.js';
import { handelserKommando } from './kommandon/handelser.js';
import { importKommando } from './kommandon/import.js';
import { projektionerKommando } from './kommandon/projektioner.js';
import { rakenskapsarKommando } from './kommandon/rakenskapsar.js';
import { rapportKommando } from './kommandon/rapport.js';
import { restoreKommando } from './kommandon/restore.js';
import { seedKommando } from './kommandon/seed.js';
import { medSvenskHjalp } from './svensk-hjalp.js';

const AVSLUTNING = `
Data skrivs på standard ut, framsteg och fel på standard fel.
Slutkoder: 0 klart · 1 indata nekades eller en skillnad hittades · 2 felaktigt använt · 3 miljöfel · 130 avbrutet`;

/** The command line as a whole. */
export function program(): Command {
  const ops = new Command('ops')
    .description('Kommandoraden för kansli, revisorer och drift.')
    .addHelpText('after', AVSLUTNING);
  for (const kommando of [
    seedKommando(),
    importKommando(),
    rapportKommando(),
    avstamKommando(),
    rakenskapsarKommando(),
    projektionerKommando(),
    handelserKommando(),
    genereraKommando(),
    backupKommando(),
    restoreKommando(),
  ])
    ops.addCommand(kommando);
  return medSvenskHjalp(ops);
}
