import { setTimeout as vanta } from 'node:timers/promises';
import postgres from 'postgres';
import type { StoredEvent } from '#event-store/event-store.js';
import { PostgresEventStore } from '#event-store/postgres/postgres-event-store.js';
import { assert } from '#kernel/fel.js';
import type { PrognosBeraknad } from '#prognos/domain/prognos.events.js';
import { startaByggt, stoppa, type Igang } from './byggtprogram.js';
import { oppnaHttp, type Http } from './httpsida.js';
import { spridning } from './matning.js';

import type { Fallresultat } from './resultat.js';
import type { Storlek } from './storlek.js';

const MAL_LASMODELL_MS = 100;
const MAL_PROGNOS_MS = { PostgreSQL: 2_000, Redis: 1_000 } as const;
type Motor = keyof typeof MAL_PROGNOS_MS;
/** Between events: as when people work, and so that no two are taken in together. */
const MELLANRUM_MS = [20, 60] as const;
const PROGNOSMELLANRUM_MS = [100, 300] as const;
const TITTA_MS = 1;
const IKAPP_MAX_MS = 60_000;

type Storleken = Storlek['program'];

const nagotMellan = ([minst, hogst]: readonly [number, number], n: number): number =>
  // The same spread each time, without a pattern that could fall in step with somebody's clock.
  minst + ((n * 7_919) % (hogst - minst));

/** From that an event is recorded until its read model shows it; both by this machine's clock. */
async function matLasmodell(url: string, http: Http, antal: number, ar: number): Promise<number[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const store = await PostgresEventStore.open({ url });
  try {
    const synliga = new Map<number, number>();
    for (let n = 0; n < antal; n++) {
      const ordinal = await http.bokfor(0, ar);
      for (let star = 0; star < ordinal;) {
        const [rad] = await sql<{ ordinal: string }[]>`
          select ordinal from projektioner.checkpoint where schema = 'huvudbok'`;
        star = Number(rad?.ordinal ?? 0);
        if (star < ordinal) await vanta(TITTA_MS);
      }
      synliga.set(ordinal, Date.now());
      await vanta(nagotMellan(MELLANRUM_MS, n));
    }
    const handelser = await store.readOrdinals([...synliga.keys()]);
    return handelser.map((h) => (synliga.get(h.ordinal) ?? NaN) - h.recordedAt.getTime());
  } finally {
    await sql.end();
    await store.close();
  }
}

/** From that an event is recorded until a prognosis that has seen it is. */
async function matPrognos(
  url: string,
  http: Http,
  { prognoser, skrivare }: Storleken,
  ar: number,
): Promise<number[]> {
  const store = await PostgresEventStore.open({ url });
  try {
    const fran = await store.head();
    const ordinaler: number[] = [];
    for (let n = 0; n < prognoser; n++) {
      ordinaler.push(await http.bokfor(n % skrivare, ar));
      await vanta(nagotMellan(PROGNOSMELLANRUM_MS, n));
    }
    const borjan = performance.now();
    for (;;) {
      const handelser = await store.readAll(fran, 10_000);
      const tider = fordrojningar(handelser, ordinaler);
      if (tider.every((t) => t !== undefined)) return tider;
      assert(performance.now() - borjan < IKAPP_MAX_MS, 'prognoserna kom aldrig');
      await vanta(MELLANRUM_MS[1]);
    }
  } finally {
    await store.close();
  }
}

function fordrojningar(
  handelser: readonly StoredEvent[],
  ordinaler: readonly number[],
): (number | undefined)[] {
  const prognoser = handelser.filter((h): h is StoredEvent<PrognosBeraknad> => h.typ === 'PrognosBeraknad');
  return ordinaler.map((ordinal) => {
    const bokford = handelser.find((h) => h.ordinal === ordinal);
    const sedd = prognoser.find(
      ({ data }) =>
        bokford && data.forbund === bokford.metadata.forbund[0] && data.underlagOrdinal >= ordinal,
    );
    return sedd && bokford && sedd.recordedAt.getTime() - bokford.recordedAt.getTime();
  });
}

/** Redis where there is one: found or started by whoever began the bench. */
function motorer(redis: string | undefined): [Motor, Readonly<Record<string, string>>][] {
  const alla: [Motor, Readonly<Record<string, string>>][] = [['PostgreSQL', {}]];
  return redis === undefined || redis === '' ? alla : [...alla, ['Redis', { REDIS_URL: redis }]];
}

/** How long what api stores is on its way, with api, projector and worker as processes of their own. */
export async function matFordrojning(url: string, storlek: Storleken, ar: number): Promise<Fallresultat> {
  const igang: Igang[] = [await startaByggt('api', url), await startaByggt('projector', url)];
  const http = oppnaHttp(igang[0]?.adress ?? '', 1);
  try {
    await matLasmodell(url, http, storlek.uppvarmning, ar);
    const lasmodell = spridning(await matLasmodell(url, http, storlek.handelser, ar));
    const vad = 'program, händelse → ';
    const ut = {
      rader: [{ fall: `${vad}läsmodell`, sida: 'huvudbok', enhet: 'ms' as const, varde: lasmodell }],
      jamforelser: [{ vad: `${vad}läsmodell: p99, ms`, varde: lasmodell.p99, hogst: MAL_LASMODELL_MS }],
    };
    for (const [motor, miljo] of motorer(process.env['REDIS_URL'])) {
      const worker = await startaByggt('worker', url, miljo);
      await matPrognos(url, http, { ...storlek, prognoser: storlek.uppvarmning }, ar);
      const varde = spridning(await matPrognos(url, http, storlek, ar));
      await stoppa(worker);
      ut.rader.push({ fall: `${vad}prognos`, sida: `jobb i ${motor}`, enhet: 'ms', varde });
      ut.jamforelser.push({
        vad: `${vad}prognos, jobb i ${motor}: p99, ms`,
        varde: varde.p99,
        hogst: MAL_PROGNOS_MS[motor],
      });
    }
    return ut;
  } finally {
    http.stang();
    for (const i of igang) await stoppa(i);
  }
}
