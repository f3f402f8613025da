import { expect, it } from '@jest/globals';
import { Vackare } from './vackare.js';

/** Long enough that a test which waits for it fails by its own time limit. */
const LANGE_MS = 60_000;

it('en vila slutar när tiden är ute', async () => {
  await new Vackare().vila(1);
});

it('en väckning avbryter vilan', async () => {
  const vackare = new Vackare();
  const vila = vackare.vila(LANGE_MS);
  vackare.vack();
  await vila;
});

it('en väckning i förväg räcker till en vila, inte två', async () => {
  const vackare = new Vackare();
  vackare.vack();
  vackare.vack();
  await vackare.vila(LANGE_MS);
  let slut = false;
  void vackare.vila(30).then(() => (slut = true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(slut).toBe(false);
});
