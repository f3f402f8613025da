import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { valideraMot } from '#event-store/handelsevalidering.js';
import { KurrentEventStore } from '#event-store/kurrent/kurrent-event-store.js';
import { Upcasters } from '#event-store/upcasting.js';
import { MiljoFel } from '#platform/miljofel.js';
import { CERTIFIKAT, NYCKEL } from '../../../test/kurrent/certifikat.js';
import { Kurrentersattare } from '../../../test/kurrent/ersattare.js';
import { oppnaHandelselager } from './handelselager.js';

let oppen: Kurrentersattare;
let saker: Kurrentersattare;
let mapp: string;
let ca: string;
beforeAll(async () => {
  oppen = await Kurrentersattare.starta();
  saker = await Kurrentersattare.starta({
    tls: { cert: Buffer.from(CERTIFIKAT), nyckel: Buffer.from(NYCKEL) },
  });
  mapp = mkdtempSync(join(tmpdir(), 'handelselager-'));
  ca = join(mapp, 'ca.pem');
  writeFileSync(ca, CERTIFIKAT);
});
afterAll(() => {
  oppen.stanna();
  saker.stanna();
  rmSync(mapp, { recursive: true });
});
afterEach(() => {
  oppen.lagad();
});

const val = { upcasters: new Upcasters(), validera: valideraMot([]), svarstidMs: 500 };
const oppna = (url: string) => oppnaHandelselager(url, { handelselagerPrefix: 'prov' }, val);

async function felet(url: string): Promise<MiljoFel> {
  const fel: unknown = await oppna(url).then(
    () => undefined,
    (varde: unknown) => varde,
  );
  expect(fel).toBeInstanceOf(MiljoFel);
  return fel as MiljoFel;
}

const sakerUrl = (inloggning: string, extra = ''): string =>
  `esdb://${inloggning}@127.0.0.1:${saker.port}?tls=true${extra}`;

describe('händelselagret i EVENT_STORE_URL', () => {
  it('öppnas under båda namnen på adressen, och med TLS och lösenord', async () => {
    const sakert = await oppna(sakerUrl('admin:changeit', `&tlsCAFile=${encodeURIComponent(ca)}`));
    expect((await sakert.head()).ordinal).toBe(0);
    await sakert.close();
    for (const url of [oppen.url, oppen.url.replace('esdb:', 'kurrentdb:')]) {
      const store = await oppna(url);
      expect((await store.head()).ordinal).toBe(0);
      await store.close();
    }
  });

  it.each([
    [
      'esdb://värd',
      'som inte finns: värden slås inte upp',
      'HANDELSELAGRET_NAS_INTE',
      'går inte att använda',
    ],
    [
      'esdb://127.0.0.1:1?tls=false',
      'där ingen svarar',
      'HANDELSELAGRET_NAS_INTE',
      // On a loaded machine the refusal may come after our own time limit: then it is told as that.
      'ingen svarar',
    ],
    [
      'esdb://127.0.0.1:x',
      'med en port som inte är en',
      'KONFIGURATION_OGILTIG',
      'esdb://användare:lösenord@värd',
    ],
    [
      'esdb://h:2113?tls=kanske',
      'med ett värde som inte finns',
      'KONFIGURATION_OGILTIG',
      'adressen ska se ut som',
    ],
    [
      'esdb://h:2113?tlss=false',
      'med en inställning som inte finns',
      'KONFIGURATION_OGILTIG',
      'inställningen tlss',
    ],
    ['esdb://h:2113?tlsVerifyCert=false', 'utan prövat certifikat', 'KONFIGURATION_OGILTIG', 'tlsVerifyCert'],
    [
      'esdb://h:2113?tlsCAFile=/finns/inte',
      'med en certifikatfil som saknas',
      'KONFIGURATION_OGILTIG',
      'certifikatfilen',
    ],
  ])('%s (%s) nekas med vad som ska göras', async (url, _, kod, text) => {
    const fel = await felet(url);
    expect([fel.kod, fel.message]).toEqual([kod, expect.stringContaining(text)]);
    expect(fel.message).toContain('EVENT_STORE_URL');
  });

  it('nekar fel lösenord, utan att visa det', async () => {
    const fel = await felet(sakerUrl('admin:hemligt', `&tlsCAFile=${encodeURIComponent(ca)}`));
    expect(fel.kod).toBe('HANDELSELAGRET_NAS_INTE');
    expect(fel.message).toContain('godtar inte användaren eller lösenordet');
    expect(fel.message).not.toContain('hemligt');
  });

  it('nekar ett certifikat som inte går att verifiera, och en server som inte talar TLS', async () => {
    expect((await felet(sakerUrl('admin:changeit'))).message).toContain('tlsCAFile');
    expect((await felet(oppen.url.replace('false', 'true'))).message).toMatch(/tls=false|tls i adressen/);
  });

  it('säger till om användaren inte får läsa och skriva', async () => {
    oppen.fela('las', 'nekad', 100);
    expect((await felet(oppen.url)).message).toContain('rätt att läsa $all');
  });

  it('säger till om en server som tar emot och inget svarar, inom några sekunder', async () => {
    const linjer: Socket[] = [];
    const stum = createServer((linje) => linjer.push(linje.on('error', () => undefined)));
    await new Promise<void>((klar) => stum.listen(0, '127.0.0.1', klar));
    const { port } = stum.address() as { port: number };
    const fel = await felet(`esdb://127.0.0.1:${port}?tls=false`);
    expect([fel.kod, fel.message]).toEqual(['HANDELSELAGRET_NAS_INTE', expect.stringContaining('svarar')]);
    for (const linje of linjer) linje.destroy();
    stum.close();
  });

  it('säger till om det som numrerats inte längre är det som står där', async () => {
    const server = await Kurrentersattare.starta();
    const store = await KurrentEventStore.open({ url: server.url, prefix: 'prov' });
    const skal = { slag: 'anteckning' as const, text: 'prov' };
    const metadata = { kommandoId: 'k', vem: 'v', skal, forbund: [], indatahash: 'h' };
    await store.append('s', [{ typ: 'Provad', data: {} }], { expected: 'none', metadata });
    await store.close();
    server.logg.poster.splice(
      server.logg.poster.findIndex((p) => p.stream === 'prov.s'),
      1,
    );
    const fel = await felet(server.url);
    expect([fel.kod, fel.message]).toEqual([
      'HANDELSELAGRET_ANDRAT',
      expect.stringContaining('EVENT_STORE_URL'),
    ]);
    server.stanna();
  });
});
