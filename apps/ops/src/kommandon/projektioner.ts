import { Command } from 'commander';
import { SLUTKOD } from '#apps/standalone/src/felutskrift.js';
import { textkolumner } from '#rapport/public.js';
import { iSystemet, medDatamapp, sag, skriv, type Systemval } from '../i-systemet.js';

const list = (): Command =>
  medDatamapp(new Command('list'))
    .description('Läsmodellerna och hur långt de har kommit.')
    .action(async (val: Systemval) => {
      await iSystemet(val, async ({ projektor }) => {
        const rader = (await projektor.lista()).map((p) => [
          p.namn,
          String(p.version),
          String(p.ordinal),
          String(p.efter),
          p.fel ?? '',
        ]);
        skriv(
          textkolumner(
            [
              { rubrik: 'Läsmodell' },
              { rubrik: 'Version', hoger: true },
              { rubrik: 'Händelse', hoger: true },
              { rubrik: 'Efter', hoger: true },
              { rubrik: 'Fel' },
            ],
            rader,
          ),
        );
      });
    });

const rebuild = (): Command =>
  medDatamapp(new Command('rebuild'))
    .description('Bygger en läsmodell på nytt ur händelserna och byter in den.')
    .argument('<namn>', 'läsmodellens namn')
    .option('--verify', 'jämför bara: bygger bredvid och visar om innehållet är detsamma', false)
    .action(async (namn: string, val: Systemval & { verify: boolean }) => {
      const r = await iSystemet(val, async ({ projektor }) => {
        await projektor.kommIkapp({ namn: [namn] });
        return projektor.byggOm(namn, { verifiera: val.verify });
      });
      skriv(
        `${namn} vid händelse ${r.ordinal}: ${r.lika ? 'lika' : 'OLIKA'}\n  i drift  ${r.digestLive}\n  ombyggd  ${r.digestNy}`,
      );
      if (!r.lika) {
        sag(
          val.verify
            ? 'Läsmodellen skiljer sig från händelserna. Kör utan --verify för att byta in den ombyggda.'
            : 'Den ombyggda är inbytt.',
        );
        process.exitCode = SLUTKOD.nekat;
      }
    });

const digest = (): Command =>
  medDatamapp(new Command('digest'))
    .description('Innehållets kontrollsumma per läsmodell.')
    .action(async (val: Systemval) => {
      await iSystemet(val, async ({ projektor }) => {
        await projektor.kommIkapp();
        for (const d of await projektor.digest()) skriv(`${d.namn}\t${d.ordinal}\t${d.digest}`);
      });
    });

export const projektionerKommando = (): Command =>
  new Command('projektioner')
    .description('Läsmodellerna.')
    .addCommand(list())
    .addCommand(rebuild())
    .addCommand(digest());
