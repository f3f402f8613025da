import { Command, InvalidArgumentError } from 'commander';
import { handelsenMed, handelserEfter, handelseSomJson, MAX_SIDA } from '#apps/api/src/handelsevisning.js';
import { DomanFel } from '#kernel/fel.js';
import { kopieraKommando } from './kopiera.js';
import { iSystemet, medDatamapp, skriv, type Systemval } from '../i-systemet.js';

const positivt = (text: string): number => {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('Väntat: ett positivt heltal.');
  return Number(text);
};

const list = (): Command =>
  medDatamapp(new Command('list'))
    .description('Händelser i ordning, en JSON-rad var.')
    .option('--stream <ström>', 'bara en ström')
    .option('--fran <n>', 'från och med händelse n', positivt, 1)
    .option('--max <n>', 'högst så många', positivt)
    .action(async (val: Systemval & { stream?: string; fran: number; max?: number }) => {
      await iSystemet(val, async ({ store }) => {
        let kvar = val.max ?? Infinity;
        for (let efter: number | null = val.fran - 1; efter !== null && kvar > 0;) {
          const sida = await handelserEfter(store, {
            efter,
            max: Math.min(kvar, MAX_SIDA),
            ...(val.stream === undefined ? {} : { stream: val.stream }),
          });
          for (const h of sida.handelser) skriv(JSON.stringify(handelseSomJson(h)));
          kvar -= sida.handelser.length;
          efter = sida.nasta;
        }
      });
    });

const visa = (): Command =>
  medDatamapp(new Command('visa'))
    .description('En händelse, hel.')
    .argument('<ordinal>', 'händelsens nummer', positivt)
    .action(async (ordinal: number, val: Systemval) => {
      await iSystemet(val, async ({ store }) => {
        const h = await handelsenMed(store, ordinal);
        if (!h)
          throw new DomanFel('HANDELSE_OKAND', `Det finns ingen händelse ${ordinal}.`, {
            falt: 'ORDINAL',
            forvantat: 'en händelse som finns',
          });
        skriv(JSON.stringify(handelseSomJson(h), null, 2));
      });
    });

export const handelserKommando = (): Command =>
  new Command('handelser')
    .description('Händelserna.')
    .addCommand(list())
    .addCommand(visa())
    .addCommand(kopieraKommando());
