import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Handelsemetadata } from '#event-store/event-store.js';
import { ProgramFel } from '#kernel/fel.js';
import { oppnaTestsystem, VEM, type Testsystem } from '../system.js';
import { fixturer, somHandelse, STROMMAR } from './fixturer.js';

const metadata: Handelsemetadata = {
  kommandoId: 'fixturer',
  vem: VEM,
  skal: { slag: 'anteckning', text: 'fixturer' },
  forbund: ['mitt'],
  indatahash: '0'.repeat(64),
};

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
});
afterAll(() => system.taBort());

it('alla versioner av alla händelser lagras, läses i alla läsmodeller och ger samma innehåll ombyggda', async () => {
  const { store, projektor } = system;
  for (const [stream, { typer }] of Object.entries(STROMMAR)) {
    const handelser = typer.flatMap((typ) =>
      fixturer()
        .filter((f) => f.typ === typ)
        .map(somHandelse),
    );
    await store.append(stream, handelser, { expected: 'none', metadata });
    expect((await store.readStream(stream)).map(({ typ, data }) => ({ typ, data }))).toEqual(handelser);
  }
  await projektor.kommIkapp();

  const { ordinal } = await store.head();
  expect(ordinal).toBe(fixturer().length);
  for (const p of await projektor.lista()) {
    expect({ namn: p.namn, ordinal: p.ordinal, fel: p.fel }).toEqual({
      namn: p.namn,
      ordinal,
      fel: undefined,
    });
    const { digestLive, digestNy, lika } = await projektor.byggOm(p.namn, { verifiera: true });
    expect({ namn: p.namn, digestNy, lika }).toEqual({ namn: p.namn, digestNy: digestLive, lika: true });
  }
});

it('en händelse som bryter mot sitt schema lagras inte, och inte heller de andra i samma kommando', async () => {
  const { store } = system;
  const fore = await store.head();
  const handelser = [
    { typ: 'ForbundRegistrerat', data: { forbund: 'annat', namn: 'Annat', ersatter: [] } },
    { typ: 'ForbundAndrat', data: { forbund: 'annat', namn: 'Annat' } },
  ];
  await expect(store.append('forbund-annat', handelser, { expected: 'none', metadata })).rejects.toThrow(
    new ProgramFel(
      `ForbundAndrat bryter mot sitt schema: data must have required property 'ersatter' {"missingProperty":"ersatter"}`,
    ),
  );
  expect(await store.head()).toEqual(fore);
});
