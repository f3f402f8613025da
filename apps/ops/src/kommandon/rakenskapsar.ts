import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Command, Option } from 'commander';
import type { System } from '#apps/standalone/src/system.js';
import {
  AndraAretsPerioder,
  AndraSeriensPerioder,
  avslutsunderlag,
  bokfordaSerier,
  rakenskapsaret,
  RAKENSKAPSARETS_LASMODELLER,
  UtforArsbokslut,
  type Periodgrund,
} from '#bokforing/public.js';
import type { AppendResult, Kommandokontext } from '#event-store/event-store.js';
import { forbunden, type ForbundKod } from '#forbund/public.js';
import type { Ar, Datum } from '#kernel/datum.js';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import { ordinalVid, SOM_AV_FORVANTAT, tolkaSomAv, type SomAv } from '#platform/som-av.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { somAr, somDag, somVal } from '../flaggor.js';
import { bringIkapp, iSystemet, medDatamapp, sag, skriv, type Systemval } from '../i-systemet.js';
import { aretSomJson, aretSomTabell } from './rakenskapsar.utskrift.js';

interface Arsval extends Systemval {
  readonly forbund: string;
  readonly ar: Ar;
}
type Grundval = Arsval & { readonly beslut?: string; readonly skal?: string };
type Periodval = Grundval & { readonly fran: Datum; readonly till: Datum; readonly serie?: string };

const LASMODELLER = [...RAKENSKAPSARETS_LASMODELLER, 'forbundsregister'];

/** Reads the year of a förbund that there is, at an ordinal or now. @throws DomanFel FORBUND_OKANT */
async function lasAret<T>(
  system: System,
  { forbund, ar }: Arsval,
  fraga: (sql: TransactionSql, f: { forbund: string; ar: Ar; ordinal: number }) => Promise<T>,
  somAv?: number,
): Promise<T> {
  await system.projektor.kommIkapp({ namn: LASMODELLER });
  return system.readStore.las(LASMODELLER, async (sql, underlag) => {
    const ordinal = Math.min(somAv ?? underlag.ordinal, underlag.ordinal);
    const kanda = (await forbunden(sql, ordinal)).map((f) => f.forbund);
    if (!kanda.includes(forbund))
      throw new DomanFel<ForbundKod>(
        'FORBUND_OKANT',
        `Det finns inget förbund som heter ${visaVarde(forbund)}.`,
        {
          falt: '--forbund',
          forvantat:
            kanda.length === 0 ? 'att något förbund först registreras' : `något av ${kanda.join(', ')}`,
        },
      );
    return fraga(sql, { forbund, ar, ordinal });
  });
}

/** Each call is a request of its own: what has been closed, opened and is closed again is not a repetition. */
const kontexten = (vem: string, skal: Periodgrund, forbund: string): Kommandokontext => ({
  ...{ kommandoId: randomUUID(), vem, skal },
  forbund: [forbund],
});

/** One of the two: a beslut of the register, or a reason in words. */
function grunden({ beslut, skal }: Grundval, kommando: Command): Periodgrund {
  if (beslut !== undefined && skal === undefined) return { slag: 'beslut', beslut };
  if (skal !== undefined && beslut === undefined) return { slag: 'anteckning', text: skal };
  return kommando.error('Ange antingen flaggan --beslut eller flaggan --skal.');
}

const HANDLING = {
  stang: { ar: 'BeslutaPeriodstangning', serie: 'StangPeriod', gjort: 'stängd' },
  oppna: { ar: 'BeslutaPeriodoppning', serie: 'OppnaPeriod', gjort: 'öppen' },
} as const;

async function andra(vad: keyof typeof HANDLING, val: Periodval, grund: Periodgrund): Promise<void> {
  const { forbund, ar, fran, till, serie } = val;
  const typ = HANDLING[vad];
  await iSystemet(val, async (system, { vem }) => {
    const serier = await lasAret(system, val, bokfordaSerier);
    const kontext = kontexten(vem, grund, forbund);
    const data = { forbund, ar, fran, till, av: vem, grund };
    const bus = system.hamta(CommandBus);
    const { ordinal }: AppendResult = await (serie === undefined
      ? bus.execute(new AndraAretsPerioder({ typ: typ.ar, data }, kontext, 'any', serier))
      : bus.execute(new AndraSeriensPerioder({ typ: typ.serie, data: { ...data, serie } }, kontext)));
    const vilka = serie === undefined ? 'alla serier' : `serie ${serie}`;
    sag(`${forbund} ${ar}: ${fran}–${till} är nu ${typ.gjort} i ${vilka}, händelse ${ordinal}`);
  });
}

async function avsluta(val: Grundval & { readonly konto: string }, grund: Periodgrund): Promise<void> {
  const { forbund, ar, konto } = val;
  await iSystemet(val, async (system, { vem }) => {
    const underlag = await lasAret(system, val, (sql, f) => avslutsunderlag(sql, { ...f, konto }));
    const begart = { forbund, ar, konto, grund };
    const data = { ...begart, ...underlag, av: vem };
    const typ = 'UpprattaArsbokslut';
    const kontext = kontexten(vem, grund, forbund);
    const { ordinal } = await system
      .hamta(CommandBus)
      .execute(new UtforArsbokslut({ typ, data }, kontext, 'any', { typ, data: begart }));
    await bringIkapp(system);
    sag(
      `${forbund} ${ar}: årsbokslutet är upprättat, händelse ${ordinal}; ${ar + 1} öppnar med dess balanser. Kontrollera med "rakenskapsar visa".`,
    );
  });
}

const forAret = (kommando: Command): Command =>
  medDatamapp(kommando)
    .requiredOption('--forbund <nyckel>', 'förbundet, t.ex. vasteras')
    .requiredOption('--ar <år>', 'räkenskapsåret', somAr);

const medGrund = (kommando: Command): Command =>
  forAret(kommando)
    .option('--beslut <nyckel>', 'beslutet som det vilar på, ur förbundets register')
    .option('--skal <text>', 'varför, när inget beslut finns');

const medPeriod = (kommando: Command): Command =>
  medGrund(kommando)
    .requiredOption('--fran <datum>', 'den första dagen i en månad', somDag)
    .requiredOption('--till <datum>', 'den sista dagen i en månad', somDag)
    .option('--serie <serie>', 'bara en serie (standard: alla årets serier, också dem som kommer)');

const stang = (): Command =>
  medPeriod(new Command('stang'))
    .description('Stänger hela månader: inget bokförs på dem förrän de öppnas.')
    .action((val: Periodval, kommando: Command) => andra('stang', val, grunden(val, kommando)));

const oppna = (): Command =>
  medPeriod(new Command('oppna'))
    .description('Öppnar stängda månader igen.')
    .action((val: Periodval, kommando: Command) => andra('oppna', val, grunden(val, kommando)));

const bokslut = (): Command =>
  medGrund(new Command('bokslut'))
    .description(
      'Avslutar ett år där alla månader är stängda: resultatet förs till eget kapital och nästa år öppnas.',
    )
    .requiredOption('--konto <konto>', 'kontot för eget kapital som resultatet förs till, t.ex. 2010')
    .action((val: Grundval & { konto: string }, kommando: Command) => avsluta(val, grunden(val, kommando)));

const visa = (): Command =>
  forAret(new Command('visa'))
    .description('Årets serier, vad som är stängt i dem, årets bokslut och övergången till nästa år.')
    .option(
      '--som-av <när>',
      'som det såg ut då: ett händelsenummer, en dag eller en tid',
      somVal(tolkaSomAv, SOM_AV_FORVANTAT),
    )
    .addOption(
      new Option('--format <format>', 'table eller json').choices(['table', 'json']).default('table'),
    )
    .action(async (val: Arsval & { somAv?: SomAv; format: 'table' | 'json' }) => {
      await iSystemet(val, async (system) => {
        const somAv = val.somAv === undefined ? undefined : await ordinalVid(system.store, val.somAv);
        const aret = await lasAret(system, val, rakenskapsaret, somAv);
        skriv(
          val.format === 'json' ? JSON.stringify(aretSomJson(val, aret), null, 2) : aretSomTabell(val, aret),
        );
      });
    });

export const rakenskapsarKommando = (): Command =>
  new Command('rakenskapsar')
    .description('Stänger och öppnar perioder, och avslutar år.')
    .addCommand(visa())
    .addCommand(stang())
    .addCommand(oppna())
    .addCommand(bokslut());
