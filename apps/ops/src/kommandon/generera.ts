import { Command, InvalidArgumentError } from 'commander';
import { skrivHistoria } from '../generera/skriv-historia.js';
import { bringIkapp, iSystemet, medDatamapp, sag, type Systemval } from '../i-systemet.js';

/** As many förbund as Sweden has samordningsförbund, and some. */
const MAX_FORBUND = 200;
/** Further back than any förbund's books. */
const MAX_AR = 50;
/** A load of some hours; more is several runs. */
const MAX_VERIFIKATIONER = 50_000_000;

interface Genereraval extends Systemval {
  readonly forbund: number;
  readonly ar: number;
  readonly verifikationer: number;
  readonly seed: string;
  readonly tillsammans: boolean;
}

const upTill =
  (hogst: number) =>
  (text: string): number => {
    const tal = /^\d{1,9}$/.test(text) ? Number(text) : 0;
    if (tal < 1 || tal > hogst) throw new InvalidArgumentError(`Väntat: ett heltal 1–${hogst}.`);
    return tal;
  };

const fro = (text: string): string => {
  // It stands in command ids and in the reason of every event.
  if (!/^[\p{L}\p{N}_-]{1,40}$/u.test(text))
    throw new InvalidArgumentError('Väntat: 1–40 bokstäver, siffror, _ eller -.');
  return text;
};

export const genereraKommando = (): Command =>
  medDatamapp(new Command('generera'))
    .description('Skriver en påhittad historia för prov och visning; förbunden heter syntet-1, syntet-2 …')
    .option('--forbund <n>', 'antal förbund', upTill(MAX_FORBUND), 3)
    .option('--ar <n>', 'antal år, till och med 2025', upTill(MAX_AR), 3)
    .option('--verifikationer <n>', 'antal verifikationer sammanlagt', upTill(MAX_VERIFIKATIONER), 3_000)
    .option('--seed <frö>', 'samma frö och storlek ger samma historia', fro, '1')
    .option('--tillsammans', 'även i ett lager med förbund som inte är syntetiska', false)
    .action(async ({ forbund, ar, verifikationer, seed, tillsammans, ...val }: Genereraval) => {
      await iSystemet(val, async (system, { vem }) => {
        const r = await skrivHistoria(
          system,
          { forbund, ar, verifikationer, fro: seed },
          { vem, tillsammans, framsteg: sag },
        );
        const takt = Math.round(r.verifikationer / r.sekunder);
        sag(
          r.fanns === r.handelser
            ? `Historien fanns redan: ${r.handelser} händelser, inget ändrades.`
            : `${r.handelser} händelser, varav ${r.verifikationer} verifikationer, på ${r.sekunder.toFixed(1)} s (${takt} verifikationer/s).`,
        );
        sag('Läsmodeller och prognoser räknas ikapp …');
        await bringIkapp(system);
      });
    });
