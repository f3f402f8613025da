import { Command } from 'commander';
import { Kalldokumentinlasning } from '#inlasning/public.js';
import { bringIkapp, iSystemet, medDatamapp, sag, type Systemval } from '../i-systemet.js';
import { lasFil } from '../las-fil.js';
import { rapportlayoutKommando } from './rapportlayout.js';

const UTFALL = {
  inlast: 'inläst',
  'redan-inlast': 'redan inläst, inget ändrades',
  provad: 'godkänd',
} as const;

const kalldokument = (): Command =>
  medDatamapp(new Command('kalldokument'))
    .description('Läser in en publicerad rapport (schema kalldokument/1).')
    .argument('<fil>', 'JSON-fil')
    .option('--dry-run', 'kontrollerar filen och säger vad som skulle hända, utan att ändra något', false)
    .option('--rattelse', 'ersätter det som är inläst under samma id; det gamla innehållet finns kvar', false)
    .action(async (fil: string, val: Systemval & { dryRun: boolean; rattelse: boolean }) => {
      const innehall = lasFil(fil);
      await iSystemet(val, async (system, { vem }) => {
        const r = await system
          .hamta(Kalldokumentinlasning)
          .las(innehall, { vem, framsteg: sag, prova: val.dryRun, rattelse: val.rattelse });
        if (r.status === 'inlast') await bringIkapp(system);
        sag(
          `${r.dokument} (${r.forbund}): ${UTFALL[r.status]}${r.status === 'provad' ? `; skulle ge ${r.kommandon} kommandon` : ''}`,
        );
      });
    });

export const importKommando = (): Command =>
  new Command('import')
    .description('Läser in filer.')
    .addCommand(kalldokument())
    .addCommand(rapportlayoutKommando());
