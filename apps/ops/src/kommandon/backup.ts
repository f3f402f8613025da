import { Command } from 'commander';
import { framstegsvisare, iSystemet, medDatamapp, sag, skriv, type Systemval } from '../i-systemet.js';
import { Kopiefil } from '../sakerhetskopia/kopiefil.js';
import { Kopieskrivare } from '../sakerhetskopia/kopieskrivare.js';
import type { Manifest } from '../sakerhetskopia/manifest.js';
import { taKopia } from '../sakerhetskopia/ta-kopia.js';

/** @returns what the backup holds, when all of it is on the disk and has been read again */
async function kopieraTill(skrivare: Kopieskrivare, nu: Date, val: Systemval): Promise<Manifest> {
  return iSystemet(val, async (system) => {
    const manifest = await taKopia(system, skrivare, { nu, sag, framsteg: framstegsvisare('händelser') });
    sag('Kopian läses igenom …');
    const kopia = await Kopiefil.oppna(skrivare.ofardig, framstegsvisare('byte'));
    await kopia.stang();
    return manifest;
  });
}

export const backupKommando = (): Command =>
  medDatamapp(new Command('backup'))
    .description('Tar en säkerhetskopia av allt som är lagrat, också medan programmet används.')
    .requiredOption('--out <fil>', 'filen som kopian skrivs till; den får inte finnas')
    .action(async ({ out, ...val }: Systemval & { out: string }) => {
      const nu = new Date();
      const skrivare = await Kopieskrivare.oppna(out, nu);
      try {
        const { handelser, arkiv, lasmodeller } = await kopieraTill(skrivare, nu, val);
        await skrivare.namnge();
        sag(`${out}: ${handelser.antal} händelser och ${arkiv.length} källdokument.`);
        skriv(
          JSON.stringify({
            handelser: handelser.antal,
            digest: handelser.digest,
            arkiv: arkiv.length,
            lasmodeller,
          }),
        );
      } finally {
        await skrivare.kasta();
      }
    });
