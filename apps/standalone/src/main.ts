import { setTimeout as vanta } from 'node:timers/promises';
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { Bokforingssopning } from '#bokforing/public.js';
import { START } from '#event-store/event-store.js';
import { Kalldokumentinlasning } from '#inlasning/public.js';
import { svenskDag } from '#kernel/ogonblick.js';
import { iSammanhang, nyttSammanhang } from '#platform/sammanhang.js';
import { taInstanslas } from '#platform/instanslas.js';
import { lasKonfiguration, type Konfiguration } from '#platform/konfiguration.js';
import { beskrivFel, SLUTKOD } from './felutskrift.js';
import { lyssna } from './lyssna.js';
import { sammanstallning } from './rapporter.js';
import { MEDFOLJANDE, seeda } from './seed.js';
import { stoppsignal } from './stoppsignal.js';
import { oppnaSystem, type System } from './system.js';

interface Val {
  readonly once: boolean;
  readonly port?: number;
  readonly data?: string;
  readonly seed: boolean;
}

const sag = (rad: string): void => void process.stderr.write(`${rad}\n`);

function tolkaPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new InvalidArgumentError('ett heltal 0–65535');
  return port;
}

function tolkaVal(argument: readonly string[]): Val {
  return new Command()
    .name('npm start --')
    .description('Startar allt i en process: händelselager, läsmodeller, prognoser och API.')
    .option('--once', 'gör allt en gång, skriver sammanställningen och avslutar', false)
    .option('--port <n>', 'porten som API:et svarar på (standard 3000)', tolkaPort)
    .option('--data <mapp>', 'datamapp (standard .data)')
    .option('--no-seed', 'läser inte in de medföljande källdokumenten')
    .exitOverride()
    .parse(argument)
    .opts<Val>();
}

/** Seeding goes on where a killed start left it, and never into a store that somebody else began. */
async function seedenHor(system: System): Promise<boolean> {
  const [forsta] = await system.store.readAll(START, 1);
  const skal = forsta?.metadata.skal;
  return forsta === undefined || (skal?.slag === 'dokument' && skal.dokument === 'forbundsregister');
}

async function fyll(system: System, konfiguration: Konfiguration, val: Val): Promise<void> {
  const lasval = { vem: konfiguration.vem, framsteg: sag };
  if (val.seed && (await seedenHor(system))) await seeda(system, MEDFOLJANDE, lasval);
  else await system.hamta(Kalldokumentinlasning).ateruppta(lasval);
}

/** What has fallen due while nothing ran: a forecast made now should know of it. */
async function sopaBokforingen(system: System, { vem }: Konfiguration): Promise<void> {
  const { vanda, nekade } = await system.hamta(Bokforingssopning).sopa(svenskDag(new Date()), { vem });
  if (vanda > 0) sag(`Periodiseringar vända: ${vanda}`);
  for (const fel of nekade) sag(`Kunde inte göras i bokföringen: ${fel.kod}: ${fel.message}`);
}

async function kommIkapp(system: System): Promise<void> {
  const { ordinal } = await system.store.head();
  sag(`Läsmodellerna kommer ikapp till händelse ${ordinal} …`);
  system.projektor.start();
  await system.projektor.kommIkapp({ framsteg: framstegsvisare() });
  const bevakning = await system.bevakning();
  await bevakning.ikapp((kvar) => {
    if (kvar > 0) sag(`Prognoserna räknas om: ${kvar} förbundsår kvar …`);
  });
  await system.projektor.kommIkapp();
}

/** A line every few seconds is enough for somebody who waits. */
function framstegsvisare(): (f: { namn: string; ordinal: number; till: number }) => void {
  const MELLANRUM_MS = 3_000;
  let senast = Date.now();
  return ({ namn, ordinal, till }) => {
    if (Date.now() - senast < MELLANRUM_MS) return;
    senast = Date.now();
    sag(`  ${namn}: ${ordinal} av ${till}`);
  };
}

/** All there is to do; serves until told to stop. */
async function arbeta(
  system: System,
  konfiguration: Konfiguration,
  val: Val,
  stopp: Promise<unknown>,
): Promise<number> {
  await iSammanhang(nyttSammanhang(), async () => {
    await fyll(system, konfiguration, val);
    await sopaBokforingen(system, konfiguration);
  });
  await kommIkapp(system);
  process.stdout.write(`${await sammanstallning(system)}\n`);
  if (val.once) return SLUTKOD.klart;
  const { host, port } = konfiguration;
  await lyssna(system.app, { host, port: val.port ?? port, valjs: '--port' });
  system.bevakaBokforing();
  const adress = await system.app.getUrl();
  sag(`\nAPI:et svarar på ${adress}, beskrivet på ${adress}/docs (Ctrl-C avslutar)`);
  await stopp;
  sag('Avslutar …');
  return SLUTKOD.klart;
}

async function kor(val: Val): Promise<number> {
  const grund = lasKonfiguration();
  const konfiguration: Konfiguration = { ...grund, datamapp: val.data ?? grund.datamapp };
  const stopp = stoppsignal();
  const las = konfiguration.databasUrl === undefined ? taInstanslas(konfiguration.datamapp) : undefined;
  try {
    const system = await oppnaSystem(konfiguration, sag);
    try {
      const arbete = arbeta(system, konfiguration, val, stopp);
      // Whoever serves ends by the same signal, a turn later: that is no interruption.
      const avbrott = stopp.then(() => vanta(0)).then(() => SLUTKOD.avbrutet);
      arbete.catch(() => undefined);
      const kod = await Promise.race([arbete, avbrott]);
      if (kod === SLUTKOD.avbrutet) sag('Avbryter: nästa start fortsätter där den här slutade.');
      return kod;
    } finally {
      await system.stang();
    }
  } finally {
    las?.slapp();
  }
}

async function huvud(): Promise<number> {
  try {
    return await kor(tolkaVal(process.argv));
  } catch (fel) {
    if (fel instanceof CommanderError) return fel.exitCode === 0 ? SLUTKOD.klart : SLUTKOD.felAnvant;
    const { text, kod } = beskrivFel(fel);
    sag(text);
    return kod;
  }
}

process.exitCode = await huvud();
