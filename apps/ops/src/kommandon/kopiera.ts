import { Command } from 'commander';
import { forklaraDatabas } from '#apps/standalone/src/databasfel.js';
import { provaDatabas } from '#apps/standalone/src/databasprov.js';
import { type Handelselager, oppnaHandelselager } from '#apps/standalone/src/handelselager.js';
import { kopieraHistoria } from '#event-store/kopiera.js';
import { DomanFel } from '#kernel/fel.js';
import { lasKonfiguration } from '#platform/konfiguration.js';
import { avbrytbart, framstegsvisare, sag, skriv } from '../i-systemet.js';

type Adresskod = 'KOPIERING_ADRESS_OGILTIG' | 'KOPIERING_SAMMA_LAGER';

const ADRESS = /^(postgres(ql)?|(esdb|kurrentdb)([+]discover)?):\/\/\S+$/;

interface Kopieringsval {
  readonly fran: string;
  readonly till: string;
}

function kontrolleraAdresser({ fran, till }: Kopieringsval): void {
  for (const [flagga, url] of Object.entries({ '--fran': fran, '--till': till }))
    if (!ADRESS.test(url))
      throw new DomanFel<Adresskod>(
        'KOPIERING_ADRESS_OGILTIG',
        `${flagga} är ingen adress till ett händelselager.`,
        {
          falt: flagga,
          forvantat: 'en adress som postgres://… eller kurrentdb://…',
        },
      );
  if (fran === till)
    throw new DomanFel<Adresskod>('KOPIERING_SAMMA_LAGER', 'De två adresserna är samma lager.', {
      falt: '--till',
      forvantat: 'ett annat lager än --fran',
    });
}

async function oppna(url: string, flagga: string): Promise<Handelselager> {
  const vilken = `Databasen i ${flagga}`;
  if (url.startsWith('postgres')) await provaDatabas(url, vilken);
  try {
    return await oppnaHandelselager(url, lasKonfiguration(), {}, flagga);
  } catch (fel) {
    throw forklaraDatabas(fel, vilken);
  }
}

export const kopieraKommando = (): Command =>
  new Command('kopiera')
    .description(
      'Kopierar hela historien till ett annat lager och jämför dem sedan; inget annat får skriva så länge.',
    )
    .requiredOption('--fran <url>', 'lagret som kopieras: postgres://… eller kurrentdb://…')
    .requiredOption('--till <url>', 'lagret som fylls: tomt, eller påbörjat av en kopiering som avbröts')
    .action(async (val: Kopieringsval) => {
      kontrolleraAdresser(val);
      const fran = await oppna(val.fran, '--fran');
      try {
        const till = await oppna(val.till, '--till');
        try {
          const kopierat = await avbrytbart(() => kopieraHistoria(fran, till, framstegsvisare('händelser')));
          sag(
            `${kopierat.handelser} händelser, varav ${kopierat.nya} nya. Kopian är som källan: antal, ordning och innehåll.`,
          );
          skriv(JSON.stringify(kopierat));
        } finally {
          await till.close();
        }
      } finally {
        await fran.close();
      }
    });
