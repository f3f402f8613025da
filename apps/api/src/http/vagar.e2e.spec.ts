import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { oppnaTestsystem, type Testsystem } from '../../../../test/system.js';
import { ALLA_PROV, OPROVADE_OVERALLT } from './anrop/alla.fixtures.js';
import type { Prov } from './anrop/anrop.fixtures.js';
import { obegransat } from './anrop/granser.fixtures.js';
import { MISSFORMADE } from './anrop/missformade.fixtures.js';
import { Provning } from './anrop/provning.fixtures.js';
import { radForRad } from './anrop/sidor.fixtures.js';
import { oppnaKlient, type Klient } from './klient.fixtures.js';

/** Hundreds of requests, on a machine that runs other tests meanwhile. */
jest.setTimeout(120_000);

const STORSTA_SIDA = 1_000;
let system: Testsystem;
let klient: Klient;
let provning: Provning;

beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  klient = oppnaKlient(await system.app.getUrl());
  provning = await Provning.med(klient);
});
afterAll(() => system.taBort());

/** Each in its order: what one stores, the next may stand on. Every answer is held against the OpenAPI document. */
describe('varje väg svarar som den är beskriven', () => {
  test.each(ALLA_PROV.flatMap((k) => k.prov))('$metod $adress: $ger', async ({ ger, ...anrop }: Prov) => {
    expect(await provning.prova(anrop)).toBe(ger);
  });

  test('ingen väg är utan ett anrop som lyckas', () => {
    expect(provning.utanExempel()).toEqual([]);
  });

  test.each(Object.entries(MISSFORMADE))('%s som är fel i sin form nekas av varje väg', async (_, fel) => {
    const andra: string[] = [];
    for (const vag of provning.vagar) {
      const { anrop, nyckel } = provning.exempel(vag);
      for (const m of fel(vag, anrop, nyckel)) {
        const kod = await provning.prova(m.anrop, m.huvuden);
        if (kod !== m.kod) andra.push(`${vag.namn}, ${m.vad}: ${kod} i stället för ${m.kod}`);
      }
    }
    expect(andra).toEqual([]);
  });

  test('samma anrop med samma nyckel ger sitt första svar', async () => {
    const andra: unknown[] = [];
    for (const vag of provning.vagar.filter((v) => v.koder.includes('COMMAND_REUSED'))) {
      const { anrop, svar, nyckel } = provning.exempel(vag);
      const igen = await klient.skicka(anrop, { 'Idempotency-Key': nyckel });
      const vantat = [200, { ...svar.json, upprepad: true }];
      if (!isDeepStrictEqual([igen.status, igen.json], vantat))
        andra.push([vag.namn, igen.status, igen.json]);
    }
    expect(andra).toEqual([]);
  });

  test('den som har ett svar får veta att det gäller än, utan att få det igen', async () => {
    const andra: unknown[] = [];
    for (const vag of provning.vagar.filter((v) => v.metod === 'get' && !v.mall.endsWith('/strom'))) {
      const { adress } = provning.exempel(vag).anrop;
      const svar = await klient.hamta(adress);
      const igen = await klient.hamta(adress, { 'If-None-Match': svar.etag });
      const huvudet = await klient.huvudet(adress);
      const sedda = [
        svar.status,
        igen.status,
        igen.text.length,
        igen.etag === svar.etag,
        huvudet.etag === svar.etag,
      ];
      if (JSON.stringify(sedda) !== JSON.stringify([200, 304, 0, true, true])) andra.push([adress, ...sedda]);
    }
    expect(andra).toEqual([]);
  });

  test('varje kod som en väg säger sig ge är framkallad, eller oprovad av ett skäl', () => {
    const utan: string[] = [];
    const onodiga: string[] = [];
    for (const vag of provning.vagar) {
      const provade = provning.provade(vag);
      const skalen = ALLA_PROV.flatMap((k) => Object.keys(k.oprovade?.[vag.namn] ?? {}));
      utan.push(
        ...vag.koder
          .filter((kod) => !provade.has(kod) && !skalen.includes(kod) && !(kod in OPROVADE_OVERALLT))
          .map((kod) => `${vag.namn}: ${kod}`),
      );
      onodiga.push(
        ...skalen
          .filter((kod) => provade.has(kod) || !vag.koder.includes(kod))
          .map((kod) => `${vag.namn}: ${kod}`),
      );
    }
    expect({ utan, onodiga }).toEqual({ utan: [], onodiga: [] });
  });
});

describe('inget är utan gräns', () => {
  test('varje text, tal och lista i ett kommando har en', () => {
    const utan = provning.vagar.flatMap(({ namn, kropp }) => (kropp ? obegransat(kropp, namn) : []));
    expect(utan).toEqual([]);
  });

  test('varje lista läses i sidor, om det inte finns skäl att den är hel', () => {
    const hela = provning.vagar.filter((v) => v.metod === 'get' && !v.arSida && v.listor.length > 0);
    const skalen = ALLA_PROV.flatMap((k) => Object.keys(k.odelade ?? {}));
    expect(hela.map((v) => v.mall).sort()).toEqual(skalen.sort());
  });

  test('en sida har högst de rader som begärs, och sidorna efter varandra är listan', async () => {
    const fel: string[] = [];
    const sidor = provning.vagar.filter((v) => v.arSida);
    for (const vag of sidor) {
      const max = vag.parametrar.find((p) => p.name === 'max')?.schema.maximum ?? Infinity;
      if (max > STORSTA_SIDA) fel.push(`${vag.mall}: sidor om ${max}`);
      const brist = await radForRad(klient, provning.exempel(vag).anrop.adress, Math.min(max, STORSTA_SIDA));
      if (brist !== undefined) fel.push(`${vag.mall}: ${brist}`);
    }
    expect(fel).toEqual([]);
    expect(sidor.length).toBeGreaterThan(5);
  });
});
