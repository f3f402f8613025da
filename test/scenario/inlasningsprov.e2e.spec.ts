import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { UtforKompletteraKontoplan } from '#bokforing/public.js';
import { budgetStream } from '#budget/public.js';
import { Kommandon } from '#event-store/kommandon.js';
import { forbundStream, UtforForbundskommando } from '#forbund/public.js';
import { Kalldokumentinlasning } from '#inlasning/public.js';
import type { PostId } from '#kernel/poster.js';
import { lasDokument, oppnaTestsystem, sistaOrdinalen, utfor, VEM, type Testsystem } from '../system.js';

const FORBUND = 'provforbundet';
const TEAM: PostId = 'kostnad:team';

let system: Testsystem;
beforeEach(async () => {
  system = await oppnaTestsystem();
});
afterEach(() => system.taBort());

const dokument = (id: string, kolumn: object, mer: object = {}): object => ({
  ...{ schema: 'kalldokument/1', id, forbund: { nyckel: FORBUND, namn: 'Provförbundet' } },
  tabeller: [
    {
      ...{ id: 't', enhet: 'kr', tecken: 'kostnad_negativ', kolumner: [{ id: 'k', ...kolumn }] },
      rader: [{ rad: 'Team', post: 'team', slag: 'kostnad', grupp: 'individ', varden: [-1000] }],
    },
  ],
  ...mer,
});
const HALVAR = { slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' };

const las = (innehall: object, val: { prova?: boolean } = {}) =>
  system.hamta(Kalldokumentinlasning).las(JSON.stringify(innehall), { vem: VEM, ...val });

/** Somebody has put the post of the document on an insats that nobody has registered. */
async function laggUppPostPaOkandInsats(): Promise<void> {
  const uppgifter = { forbund: FORBUND, namn: 'Provförbundet', ersatter: [] };
  await utfor(
    system,
    FORBUND,
    (k) => new UtforForbundskommando({ typ: 'RegistreraForbund', data: uppgifter }, k),
  );
  const data = {
    ...{ forbund: FORBUND, konton: [{ konto: '5800', namn: 'Team' }], motparter: [], andradePoster: [] },
    nyaPoster: [{ post: TEAM, rad: 'Team', grupp: 'individ', kontering: { konto: '5800', insats: 'okand' } }],
  };
  await utfor(
    system,
    FORBUND,
    (k) => new UtforKompletteraKontoplan({ typ: 'KompletteraKontoplan', data }, k),
  );
}

/** The program dies before the n:th command of what is done. */
async function dor(n: number, arbete: () => Promise<unknown>): Promise<void> {
  const buss = system.hamta(CommandBus);
  const execute = buss.execute.bind(buss);
  let kvar = n;
  const spion = jest
    .spyOn(buss, 'execute')
    .mockImplementation((kommando) =>
      --kvar <= 0 ? Promise.reject(new Error('strömavbrott')) : execute(kommando),
    );
  await expect(arbete()).rejects.toThrow('strömavbrott');
  spion.mockRestore();
}

describe('a document on trial', () => {
  it('is refused whole for what a handler looks up in another stream, before anything is stored', async () => {
    await laggUppPostPaOkandInsats();
    const fore = await sistaOrdinalen(system);
    await expect(las(dokument('a', HALVAR))).rejects.toMatchObject({
      kod: 'INSATS_SAKNAS',
    });
    expect(await sistaOrdinalen(system)).toBe(fore);
    // With the insats among its own it is not.
    const insatser = [{ insats: 'okand', rubrik: 'Team' }];
    await las(dokument('a', HALVAR, { insatser }));
    expect(await sistaOrdinalen(system)).toBeGreaterThan(fore ?? 0);
  });

  it('rests on what the load that died before it will have registered', async () => {
    const beslut = {
      ...{ datum: '2023-12-01', organ: 'Styrelsen', rubrik: 'Budget 2024', avser: { budget: 2024 } },
    };
    const budget = dokument('a', { slag: 'budget', ar: 2024 }, { beslut: [beslut] });
    // Begun, and the förbund registered.
    await dor(3, () => las(budget));
    const utfall = dokument('b', HALVAR);
    const fore = await sistaOrdinalen(system);
    const prov = await las(utfall, { prova: true });
    expect(await sistaOrdinalen(system)).toBe(fore);
    expect(await las(utfall)).toMatchObject({ status: 'inlast', kommandon: prov.kommandon });
    expect((await system.store.readStream(budgetStream(FORBUND, 2024))).map((h) => h.data)).toMatchObject([
      { stod: { slag: 'beslut' } },
    ]);
  });

  it('knows what another process has carried out of the same document meanwhile', async () => {
    const [annan, kommandon] = [await system.ettTill(), system.hamta(Kommandon)];
    const lasNu = kommandon.las.bind(kommandon);
    let last = false;
    jest.spyOn(kommandon, 'las').mockImplementation(async (stream, decider) => {
      const tillstand = await lasNu(stream, decider);
      if (stream === forbundStream(FORBUND) && !last) {
        last = true;
        await lasDokument(annan, dokument('a', HALVAR));
      }
      return tillstand;
    });
    expect(await las(dokument('a', HALVAR), { prova: true })).toMatchObject({ status: 'provad' });
  });
});
