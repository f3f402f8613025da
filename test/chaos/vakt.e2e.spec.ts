import { expect, it } from '@jest/globals';
import { setTimeout as vanta } from 'node:timers/promises';
import { Vakt } from './vakt.js';

const UTAN_PAUS = { heltal: () => 0 };
const INGEN_DATABAS = { DATABASE_URL: 'postgres://ingen@127.0.0.1:1/ingen' };

it('räknar inte en start som nekas för att ingen databas svarar som ett fel i programmet', async () => {
  const vakt = new Vakt({ program: 'projector', nr: 0 }, INGEN_DATABAS, false, UTAN_PAUS);
  vakt.starta();
  while (vakt.logg === '') await vanta(20);
  await vakt.kasta();
  expect(vakt.logg).toContain('svarar på');
  expect(vakt.avbrott).toEqual([]);
}, 60_000);
