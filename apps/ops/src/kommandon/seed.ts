import { Command } from 'commander';
import { kallorI, MEDFOLJANDE, seeda } from '#apps/standalone/src/seed.js';
import { bringIkapp, iSystemet, medDatamapp, sag, type Systemval } from '../i-systemet.js';

export const seedKommando = (): Command =>
  medDatamapp(new Command('seed'))
    .description('Läser in förbundsregister och källdokument; det som redan är inläst lämnas som det är.')
    .option('--dir <mapp>', 'alla *.json i en mapp i stället för de medföljande')
    .action(async (val: Systemval & { dir?: string }) => {
      const kallor = val.dir === undefined ? MEDFOLJANDE : kallorI(val.dir);
      await iSystemet(val, async (system, { vem }) => {
        const resultat = await seeda(system, kallor, { vem, framsteg: sag });
        await bringIkapp(system);
        for (const r of resultat) sag(`${r.dokument}: ${r.status === 'inlast' ? 'inläst' : 'redan inläst'}`);
      });
    });
