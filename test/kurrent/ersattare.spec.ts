import { randomUUID } from 'node:crypto';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EventStoreDBClient,
  type EventData,
  jsonEvent,
  type ResolvedEvent,
  streamNameFilter,
} from '@eventstore/db-client';
import { Kurrentersattare } from './ersattare.js';

/*
 * The stand-in against the official client. Over each test stands where what it does is documented: a page of `docs/api`
 * in github.com/kurrent-io/KurrentDB-Client-NodeJS with its section (as they were on 2026-11-26), or the client package's
 * own protocol (`generated/streams_pb`) and errors (`utils/CommandError`), which say what a server answers. A fault of the
 * network is nobody's to document: it says so. What a real server does else, the stand-in does not show.
 */

let server: Kurrentersattare;
let klient: EventStoreDBClient;
beforeEach(async () => {
  server = await Kurrentersattare.starta({ maxAppendBytes: 10_000 });
  klient = EventStoreDBClient.connectionString(server.url);
});
afterEach(async () => {
  await klient.dispose();
  server.stanna();
});

const post = (nr: number, id: string = randomUUID()): EventData =>
  jsonEvent({ id, type: 'Provad', data: { nr }, metadata: { vem: 'provaren' } });
const poster = (antal: number): EventData[] => Array.from({ length: antal }, (_, nr) => post(nr));

async function alla(strom: AsyncIterable<ResolvedEvent>): Promise<NonNullable<ResolvedEvent['event']>[]> {
  const ut: NonNullable<ResolvedEvent['event']>[] = [];
  for await (const { event } of strom) if (event) ut.push(event);
  return ut;
}
const nummer = async (strom: AsyncIterable<ResolvedEvent>): Promise<unknown[]> =>
  (await alla(strom)).map(({ data }) => (data as { nr?: number }).nr);

describe('skrivning', () => {
  // reading-events: revisions are "numbered starting from 0", positions grow with the log; streams_pb AppendResp.
  it('numrerar strömmen från 0 och svarar med sista revision och plats', async () => {
    const forsta = await klient.appendToStream('s', poster(3), { expectedRevision: 'no_stream' });
    expect(forsta).toMatchObject({ success: true, nextExpectedRevision: 2n });
    const andra = await klient.appendToStream('s', poster(1), { expectedRevision: 2n });
    expect(andra.nextExpectedRevision).toBe(3n);
    expect(andra.position!.commit).toBeGreaterThan(forsta.position!.commit);
  });

  // appending-events, "Handling concurrency": the four expected revisions, and an exception where one does not hold; CommandError `WrongExpectedVersion`.
  it.each([
    ['no_stream', 1, 0n],
    ['stream_exists', 0, 'no_stream'],
    [0n, 2, 1n],
    [3n, 2, 1n],
    [0n, 0, 'no_stream'],
  ] as const)('nekar förväntan %p på en ström med %p händelser', async (expectedRevision, finns, faktisk) => {
    if (finns > 0) await klient.appendToStream('s', poster(finns));
    await expect(klient.appendToStream('s', post(9), { expectedRevision })).rejects.toMatchObject({
      type: 'wrong-expected-version',
      actualVersion: faktisk,
    });
  });

  // appending-events, "eventId": the same id on the same stream is appended once.
  it('skriver inte samma id en gång till på samma plats, och svarar som första gången', async () => {
    const samma = poster(2);
    const forsta = await klient.appendToStream('s', samma, { expectedRevision: 'no_stream' });
    await klient.appendToStream('s', post(7), { expectedRevision: 1n });
    expect(await klient.appendToStream('s', samma, { expectedRevision: 'no_stream' })).toEqual(forsta);
    expect(await nummer(klient.readStream('s'))).toEqual([0, 1, 7]);
  });

  // KurrentDB's release notes: MaxAppendSize "limits the size of entire append requests over gRPC"; CommandError `maximum-append-size`.
  it('nekar det som är större än MaxAppendSize, och skriver inget av det', async () => {
    const stor = jsonEvent({ type: 'Stor', data: { text: 'a'.repeat(10_001) } });
    await expect(klient.appendToStream('s', [post(1), stor])).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 10_000,
    });
    await expect(nummer(klient.readStream('s'))).rejects.toMatchObject({ type: 'stream-not-found' });
  });

  // delete-stream, "Hard delete": an exception on the next append; CommandError `stream-deleted`.
  it('nekar en ström som är borttagen för alltid', async () => {
    server.logg.borttagna.add('s');
    await expect(klient.appendToStream('s', post(1))).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(nummer(klient.readStream('s'))).rejects.toMatchObject({ type: 'stream-deleted' });
  });
});

describe('läsning', () => {
  // reading-events, "Reading forwards", "Reading backwards", "maxCount".
  it('läser från en revision, med den, framåt och bakåt, högst så många', async () => {
    await klient.appendToStream('s', poster(5));
    expect(await nummer(klient.readStream('s', { fromRevision: 2n, maxCount: 2 }))).toEqual([2, 3]);
    expect(await nummer(klient.readStream('s', { fromRevision: 9n }))).toEqual([]);
    const bakat = klient.readStream('s', { fromRevision: 'end', direction: 'backwards', maxCount: 2 });
    expect(await nummer(bakat)).toEqual([4, 3]);
  });

  // appending-events, "Working with EventData"; streams_pb RecordedEvent.
  it('ger tillbaka id, typ, data, metadata och tid', async () => {
    const id = randomUUID();
    await klient.appendToStream('s', post(1, id));
    const [last] = await alla(klient.readStream('s'));
    expect(last).toMatchObject({ id, type: 'Provad', data: { nr: 1 }, metadata: { vem: 'provaren' } });
    expect(Math.abs(last!.created.getTime() - Date.now())).toBeLessThan(60_000);
  });

  // reading-events, "Checking if the stream exists"; delete-stream, "Soft delete": truncated before, reopened by appending.
  it('skiljer på en ström som inte finns och en vars första händelser är kapade', async () => {
    await expect(nummer(klient.readStream('s'))).rejects.toMatchObject({ type: 'stream-not-found' });
    await klient.appendToStream('s', poster(3));
    server.logg.kapa('s', 2);
    expect((await alla(klient.readStream('s'))).map((h) => h.revision)).toEqual([2n]);
    server.logg.kapa('s', 3);
    await expect(nummer(klient.readStream('s'))).rejects.toMatchObject({ type: 'stream-not-found' });
    // A stream that was deleted softly goes on where it was.
    expect((await klient.appendToStream('s', post(1))).nextExpectedRevision).toBe(3n);
  });

  // reading-events, "Reading from the $all stream", "Handling system events".
  it('läser $all i skrivordning, systemets händelser med, från en plats med den', async () => {
    server.skrivFrammande('$stats', 1, '$statsCollected');
    await klient.appendToStream('a', poster(2));
    await klient.appendToStream('b', post(7));
    const allt = await alla(klient.readAll());
    expect(allt.map((h) => h.streamId)).toEqual(['$stats', 'a', 'a', 'b']);
    const { position } = allt[2]!;
    expect(await nummer(klient.readAll({ fromPosition: position!, maxCount: 2 }))).toEqual([1, 7]);
  });
});

describe('prenumeration', () => {
  // subscriptions, "Subscribing from a Position": positions are exclusive, and what comes is pushed.
  it('ger det som finns efter en revision, utan den, och sedan det som kommer', async () => {
    await klient.appendToStream('s', poster(2));
    const sedda: unknown[] = [];
    const p = klient.subscribeToStream('s', { fromRevision: 0n });
    p.on('data', ({ event }) => sedda.push((event?.data as { nr: number }).nr));
    await new Promise((klar) => p.on('confirmation', klar));
    await klient.appendToStream('s', post(8));
    while (sedda.length < 2) await vanta(5);
    expect(sedda).toEqual([1, 8]);
    await p.unsubscribe();
  });

  // subscriptions, "Server-side Filtering", "Configuring the checkpoint interval": a multiple of the search window, 32 when nothing is said.
  it('filtrerar $all på strömnamnets början, och märker ut hur långt den har läst', async () => {
    const sedda: string[] = [];
    const marken: bigint[] = [];
    const filter = streamNameFilter({
      prefixes: ['vi.'],
      maxSearchWindow: 2,
      checkpointInterval: 2,
      checkpointReached: (_, { commit }) => {
        marken.push(commit);
        return Promise.resolve();
      },
    });
    server.skrivFrammande('andra', 3);
    server.skrivFrammande('vi.a');
    const p = klient.subscribeToAll({ fromPosition: 'start', filter });
    p.on('data', ({ event }) => sedda.push(event!.streamId));
    while (sedda.length < 1) await vanta(5);
    server.skrivFrammande('andra', 4);
    server.skrivFrammande('vi.b');
    while (sedda.length < 2 || marken.length < 2) await vanta(5);
    expect(sedda).toEqual(['vi.a', 'vi.b']);
    expect(marken).toEqual([server.logg.poster[3]!.plats, server.logg.poster[7]!.plats]);
    await p.unsubscribe();
  });
});

describe('fel', () => {
  const las = () => nummer(klient.readStream('s'));
  const skriv = () => klient.appendToStream('s', post(1), { deadline: 200 });

  // gRPC's status UNAVAILABLE, as a load balancer or a starting node answers.
  it('otillgänglig: inget är gjort, och nästa anrop går fram', async () => {
    server.fela('skriv', 'otillganglig');
    await expect(skriv()).rejects.toMatchObject({ type: 'unavailable' });
    expect(server.logg.poster).toEqual([]);
    await skriv();
    server.fela('las', 'otillganglig');
    await expect(las()).rejects.toMatchObject({ type: 'unavailable' });
    expect(await las()).toEqual([1]);
  });

  // A fault of the network: the connection is gone between the commit and its answer.
  it('tappat svar: gjort, men svaret är borta', async () => {
    server.fela('skriv', 'tappat-svar');
    await expect(skriv()).rejects.toMatchObject({ type: 'unavailable' });
    expect(await las()).toEqual([1]);
  });

  // A fault of the network; the client gives reads `deadline: Infinity` (streams/readStream).
  it('hängning: klienten ger upp en skrivning vid sin tidsgräns, men aldrig en läsning', async () => {
    server.fela('skriv', 'hang');
    await expect(skriv()).rejects.toMatchObject({ type: 'deadline-exceeded' });
    server.fela('las', 'hang');
    const svar = las().then(
      () => 'svar',
      () => 'fel',
    );
    expect(await Promise.race([svar, vanta(500, 'inget')])).toBe('inget');
  });

  // CommandError `NotLeader`: trailers `leader-endpoint-host` and `-port`, which the client goes to next.
  it('fel nod: klienten får veta vem som är ledare och går dit nästa gång', async () => {
    const ledaren = await Kurrentersattare.starta();
    server.ledare = { vard: '127.0.0.1', port: ledaren.port };
    server.fela('skriv', 'ej-ledare');
    await expect(skriv()).rejects.toMatchObject({ type: 'not-leader' });
    await skriv();
    expect([server.logg.poster.length, ledaren.logg.poster.length]).toEqual([0, 1]);
    ledaren.stanna();
  });

  // CommandError `access-denied`; the rest are faults of the network: a stream cut, slow, or sent again after a resubscription.
  it('nekad, halvt svar, långsamt och dubbelt', async () => {
    server.fela('skriv', 'nekad');
    await expect(skriv()).rejects.toMatchObject({ type: 'access-denied' });
    await klient.appendToStream('s', poster(4));
    server.fela('las', 'halvt');
    expect(await las()).toEqual([0, 1]);
    server.fela('las', 'langsam');
    expect(await las()).toEqual([0, 1, 2, 3]);
    server.fela('prenumerera', 'dubbelt');
    const sedda: unknown[] = [];
    const p = klient.subscribeToStream('s', { fromRevision: 2n });
    p.on('data', ({ event }) => sedda.push((event?.data as { nr: number }).nr));
    while (sedda.length < 2) await vanta(5);
    expect(sedda).toEqual([3, 3]);
    await p.unsubscribe();
  });

  // subscriptions, "Subscription Drops and Recovery"; an end without a word and silence are faults of the network.
  it('en prenumeration slutar utan fel, bryts, eller tystnar', async () => {
    const slut = (sa: () => void): Promise<string> => {
      const p = klient.subscribeToStream('s');
      p.on('data', () => undefined);
      return new Promise((klar) => {
        p.on('confirmation', () => setTimeout(sa, 20));
        p.on('end', () => klar('slut')).on('error', () => klar('fel'));
        setTimeout(() => klar('inget'), 500);
      });
    };
    expect(await slut(() => server.avslutaPrenumerationer())).toBe('slut');
    expect(await slut(() => server.brytPrenumerationer())).toBe('fel');
    expect(
      await slut(() => {
        server.tystaPrenumerationer();
        server.skrivFrammande('s');
      }),
    ).toBe('inget');
  });
});
