import { Command } from 'commander';
import { SLUTKOD } from '#apps/standalone/src/felutskrift.js';
import { uppgraderingar } from '#apps/standalone/src/handelsescheman.js';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { taInstanslas } from '#platform/instanslas.js';
import {
  Avbruten,
  framstegsvisare,
  iSystemet,
  konfigurationen,
  medDatamapp,
  sag,
  skriv,
  type Systemval,
} from '../i-systemet.js';
import { aterstall, type Aterstallt } from '../sakerhetskopia/aterstall.js';
import { Kopiefil } from '../sakerhetskopia/kopiefil.js';
import { MANIFEST, tolkaManifest } from '../sakerhetskopia/manifest.js';

/** Nothing of the target is touched before the whole backup has been checked. */
async function aterstallUr(fil: string, val: Systemval): Promise<Aterstallt> {
  sag('Kopian läses igenom …');
  const kopia = await Kopiefil.oppna(fil, framstegsvisare('byte'));
  try {
    const manifest = tolkaManifest((await kopia.las(MANIFEST)).toString('utf8'), {
      upcasters: uppgraderingar(),
      projektioner: allaProjektioner(),
    });
    const { databasUrl, datamapp } = konfigurationen(val);
    const las = databasUrl === undefined ? taInstanslas(datamapp) : undefined;
    try {
      return await iSystemet(
        val,
        (system) => aterstall(system, kopia, manifest, { sag, framsteg: framstegsvisare('händelser') }),
        { aterstaller: true },
      );
    } finally {
      las?.slapp();
    }
  } finally {
    await kopia.stang();
  }
}

function beratta(aterstallt: Aterstallt): void {
  for (const { namn, ordinal, lika } of aterstallt.lasmodeller) {
    if (lika === null)
      sag(`Läsmodellen ${namn} finns inte här i den version som kopian har, och jämförs inte.`);
    if (lika !== false) continue;
    sag(
      `Läsmodellen ${namn} vid händelse ${ordinal} är inte som när kopian togs: den byggdes nu ur händelserna.`,
    );
    process.exitCode = SLUTKOD.nekat;
  }
  const lika = aterstallt.lasmodeller.filter((l) => l.lika === true).length;
  sag(
    `Återställt: ${aterstallt.handelser} händelser med samma kontrollsumma, ${aterstallt.arkiv} källdokument, ` +
      `${lika} av ${aterstallt.lasmodeller.length} läsmodeller lika.`,
  );
  skriv(JSON.stringify(aterstallt));
}

export const restoreKommando = (): Command =>
  medDatamapp(new Command('restore'))
    .description('Läser in en säkerhetskopia i en tom datamapp; en som avbröts fortsätter vid nästa försök.')
    .argument('<fil>', 'säkerhetskopian, skriven av ops backup')
    .action(async (fil: string, val: Systemval) => {
      try {
        beratta(await aterstallUr(fil, val));
      } catch (fel) {
        if (fel instanceof Avbruten) sag('Inget är klart än: samma kommando igen fortsätter.');
        throw fel;
      }
    });
