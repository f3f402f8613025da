import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MEDFOLJANDE, seeda } from '#apps/standalone/src/seed.js';
import { lasData } from '#event-store/serialisering.js';
import { Kalldokumentarkiv, Kalldokumentinlasning, tolkaKalldokument } from '#inlasning/public.js';
import type { Stod } from '#kernel/identiteter.js';
import { LasAvstamning } from '#rapport/public.js';
import { oppnaTestsystem, type Testsystem } from '../system.js';

/** What the first release had stored when it had loaded the bundled documents: kept for ever, as it was written. */
const HANDELSER = new URL('../fixtures/forsta-utgavan/handelser.ndjson', import.meta.url);

interface Lagrad {
  readonly stream: string;
  readonly typ: string;
  readonly vem: string;
  readonly skal: Stod;
  readonly forbund: string[];
  readonly data: object;
}

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  const rader = readFileSync(HANDELSER, 'utf8').trim().split('\n');
  for (const [n, rad] of rader.entries()) {
    const { stream, typ, vem, skal, forbund, data } = JSON.parse(rad) as Lagrad;
    await system.store.append(stream, [{ typ, data: lasData(JSON.stringify(data)) }], {
      expected: 'any',
      metadata: { kommandoId: `forsta-utgavan-${n}`, indatahash: `${n}`, vem, skal, forbund },
    });
  }
  const arkiv = system.hamta(Kalldokumentarkiv);
  for (const fil of MEDFOLJANDE.dokument) {
    const innehall = readFileSync(fil, 'utf8');
    const { id, forbund } = tolkaKalldokument(innehall);
    const sha256 = createHash('sha256').update(innehall).digest('hex');
    await arkiv.spara({ id, forbund: forbund.nyckel, sha256, innehall });
  }
});
afterAll(() => system.taBort());

const oforklarade = async (): Promise<Record<string, number>> => {
  await system.projektor.kommIkapp();
  const filer = await system.hamta(Kalldokumentinlasning).inlastaFiler();
  const svar = await system.hamta(LasAvstamning).las(filer.map((f) => tolkaKalldokument(f.innehall)));
  return Object.fromEntries(svar.map((d) => [d.id, d.oforklarade]));
};

it('is opened, and its documents completed with what this program finds in them, once', async () => {
  expect((await oforklarade())['vasteras-delarsrapport-2022-06-30']).toBeGreaterThan(0);
  await seeda(system, MEDFOLJANDE, { vem: 'provning', framsteg: () => undefined });
  expect(await oforklarade()).toEqual({
    'norra-vastmanland-verksamhetsplan-2023': 0,
    'vasteras-delarsrapport-2022-06-30': 0,
    'vastmanland-delarsrapport-2024-08-31': 0,
  });
  await system.prognoserIkapp();
  const { ordinal } = await system.store.head();
  await seeda(system, MEDFOLJANDE, { vem: 'provning', framsteg: () => undefined });
  expect((await system.store.head()).ordinal).toBe(ordinal);
});
