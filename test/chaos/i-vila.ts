import { setTimeout as vanta } from 'node:timers/promises';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';
import type postgres from 'postgres';
import { nyDatabas } from '../databas/databas.js';
import { konfigurationFor } from '../system.js';
import type { Foljare } from './foljare.js';
import { PREFIX, type Installation } from './installation.js';
import type { Lagrad } from './kontroll.js';
import { lagratIPostgres } from './lagrat.js';

/** A lost job is found by the next sweep, half a minute later at most; then it is tried, on a machine that does much else. */
const LANGSTA_LUGN_MS = 120_000;
const KOLL_MS = 500;
const LANGSTA_STOPP_MS = 60_000;
const PROGNOSEN = 'PrognosBeraknad';
/** Rows of one statement. */
const RADER_PER_SATS = 1_000;

/** Of each stream of forecasts, what the last one says. */
type Prognoser = ReadonlyMap<string, string>;

function prognoserI(lagrade: readonly Lagrad[]): Prognoser {
  const ut = new Map<string, string>();
  for (const { typ, stream, data } of lagrade.toSorted((a, b) => a.ordinal - b.ordinal)) {
    const { underlagOrdinal: _, ...resten } = data;
    if (typ === PROGNOSEN) ut.set(stream, kanoniskJson(resten));
  }
  return ut;
}

function skillnader(finns: Prognoser, facit: Prognoser): string[] {
  return [...new Set([...finns.keys(), ...facit.keys()])]
    .filter((s) => finns.get(s) !== facit.get(s))
    .map((s) => `${s} är ${finns.get(s) ?? 'inte beräknad'}, och utan fel ${facit.get(s) ?? 'ingen'}`);
}

const kommandoId = (h: Lagrad | undefined): unknown => h?.metadata['kommandoId'];

/** In a database of its own, dropped afterwards. */
async function iEgenDatabas<T>(
  { server }: Installation,
  handelselagerUrl: string | undefined,
  arbete: (system: System, url: string) => Promise<T>,
): Promise<T> {
  const { url, taBort } = await nyDatabas(server.url);
  const konfiguration = {
    ...konfigurationFor(url),
    handelselagerUrl: handelselagerUrl ?? url,
    handelselagerPrefix: PREFIX,
  };
  const system = await oppnaSystem(konfiguration, () => undefined);
  try {
    return await arbete(system, url);
  } finally {
    await system.stang();
    await taBort();
  }
}

/** The forecasts that a system which nothing happens to makes of the same events. */
async function utanFel(installation: Installation, lagrade: readonly Lagrad[]): Promise<Prognoser> {
  const handelser = lagrade
    .filter((h) => h.typ !== PROGNOSEN)
    .toSorted((a, b) => a.ordinal - b.ordinal)
    .map((h, i, alla) => ({
      ...h,
      ordinal: i + 1,
      data: kanoniskJson(h.data),
      metadata: kanoniskJson(h.metadata),
      recorded_at: new Date(0).toISOString(),
      // As the store has it: on the last event of a command.
      kommando_id: kommandoId(h) === kommandoId(alla[i + 1]) ? null : kommandoId(h),
    }));
  return iEgenDatabas(installation, undefined, async (system, url) => {
    await installation.fraga((sql) => skrivRader(sql, handelser), url);
    await (await system.bevakning()).ikapp();
    return prognoserI(await installation.fraga(lagratIPostgres, url));
  });
}

async function skrivRader(sql: postgres.Sql, rader: readonly object[]): Promise<void> {
  for (let i = 0; i < rader.length; i += RADER_PER_SATS)
    await sql`
      insert into handelser.handelse (ordinal, recorded_at, id, revision, version, stream, typ, data, metadata, kommando_id)
      select ordinal, recorded_at, id, revision, version, stream, typ, data, metadata, kommando_id
      from jsonb_populate_recordset(null::handelser.handelse, ${sql.json(rader.slice(i, i + RADER_PER_SATS) as never)})`;
}

/** Asks until nothing differs, or too long. */
async function tills(skiljer: () => Promise<string[]>): Promise<string[]> {
  for (const sedan = Date.now(); ;) {
    const fel = await skiljer();
    if (fel.length === 0 || Date.now() - sedan > LANGSTA_LUGN_MS) return fel;
    await vanta(KOLL_MS);
  }
}

/** The checkpoints of the read models, against the last event. */
async function efter(installation: Installation): Promise<string[]> {
  const slut = (await installation.lagrat()).length;
  const rader = await installation.fraga(
    (sql) => sql<{ schema: string; ordinal: string; fel: string | null }[]>`
      select schema, ordinal, fel from projektioner.checkpoint order by schema`,
  );
  const fel = rader
    .filter((r) => Number(r.ordinal) !== slut)
    .map((r) => `läsmodellen ${r.schema} står vid ${r.ordinal} av ${slut}${r.fel ? `: ${r.fel}` : ''}`);
  const saknas = allaProjektioner().length - rader.length;
  return saknas === 0 ? fel : [...fel, `${saknas} läsmodeller har inget bokmärke`];
}

/** The read models that the programs left, against those that a clean rebuild of the same events gives. */
async function motOmbyggnad(installation: Installation): Promise<string[]> {
  return iEgenDatabas(installation, installation.handelselagerUrl, async (system) => {
    await system.projektor.kommIkapp();
    const ombyggda = new Map((await system.projektor.digest()).map((d) => [d.namn, d.digest]));
    const readStore = await ReadStore.open({ url: installation.databasUrl });
    try {
      const levande = await new Projektor(system.store, readStore, allaProjektioner()).digest();
      return levande
        .filter((d) => d.digest !== ombyggda.get(d.namn))
        .map((d) => `läsmodellen ${d.namn} är vid ${d.ordinal} inte som en ombyggnad`);
    } finally {
      await readStore.close();
    }
  });
}

/**
 * With the clients silent and the programs up: forecasts and read models come to what they are to be, who follows the
 * stream has been told of all, the programs stop in good order, and what they leave is what a clean rebuild gives. What is
 * not so.
 */
export async function granskaIVila(
  installation: Installation,
  foljare: Pick<Foljare, 'efter'>,
): Promise<string[]> {
  const facit = await utanFel(installation, await installation.lagrat());
  const fel = await tills(async () => skillnader(prognoserI(await installation.lagrat()), facit));
  fel.push(...(await tills(() => efter(installation))));
  fel.push(...(await tills(async () => foljare.efter((await installation.lagrat()).length))));
  for (const vakt of installation.vakter) {
    const kod = await vakt.stoppa(LANGSTA_STOPP_MS);
    if (kod !== 0) fel.push(`${vakt.namn} slutade med ${kod} på SIGTERM`);
    fel.push(...vakt.avbrott);
  }
  return [...fel, ...(await motOmbyggnad(installation))];
}
