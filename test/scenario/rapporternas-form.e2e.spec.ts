import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
import { RAPPORTER } from '#rapport/public.js';
import { oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../system.js';

let system: Testsystem;
let klient: Klient;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
  klient = oppnaKlient(await system.adress());
});
afterAll(() => system.taBort());

/** The published documents have what invented data lacks: several tables, missing columns, hidden counts. */
it.each(
  RAPPORTER.flatMap(({ namn }) =>
    [
      ['lanet', '2024-08-31'],
      ['vasteras', '2022-06-30'],
      ['norra-vastmanland', '2023-12-31'],
    ].map(([omfattning, per]) => [namn, omfattning, per]),
  ),
)('%s för %s per %s svarar som den är beskriven', async (namn, omfattning, per) => {
  const vag = `/api/v1/rapporter/${namn}`;
  const svar = await klient.hamta(`${vag}?omfattning=${omfattning}&per=${per}`);
  await klient.kontrolleraMotBeskrivning('get', vag, svar);
  expect(svar.status).toBe(200);
});
