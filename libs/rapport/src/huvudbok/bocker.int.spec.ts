import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { bokford, ingaende, kontot, rattelse } from '#bokforing/projections/huvudbok/verifikat.fixtures.js';
import type { RattelseBokford } from '#bokforing/public.js';
import { datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import { LasRapport, lasmodellerFor, RAPPORTER, svarSomJson, svarSomTabell } from '#rapport/public.js';
import { Lasprov } from '../../../../test/databas/lasprov.js';

const BOCKER = RAPPORTER.filter((r) => ['saldobalans', 'huvudbok', 'verifikationslista'].includes(r.namn));
const LASTA = new Set(BOCKER.flatMap(lasmodellerFor));

const makulering = (var_: string, rattar: number, rader: string): RattelseBokford => {
  const r = rattelse(var_, rattar, rader);
  return { ...r, data: { ...r.data, makulerar: true } };
};
const registrerat = (forbund: string): Event => ({
  typ: 'ForbundRegistrerat',
  data: { forbund, namn: `Förbundet ${forbund}`, ersatter: [] },
});

let prov: Lasprov;
/** Before the year was opened. */
let oppnat: number;
beforeAll(async () => {
  prov = await Lasprov.oppna(...allaProjektioner().filter((p) => LASTA.has(p.namn)));
  await prov.lagg(
    ...[registrerat('a'), registrerat('b')],
    kontot('a', '1930', 'Bank'),
    kontot('a', '5010', 'Löner'),
  );
  oppnat = await prov.lagg(
    bokford('a 2023-12-01 1', '5010 100000, 1930 -100000'),
    bokford('a 2024-01-31 1', '5010/spira 50000, 1930 -50000'),
    bokford('a 2024-03-10 2', '1930 900000, 3510 -900000'),
    bokford('a 2024-03-05 3', '5010/spira 7000, 1930 -7000'),
    rattelse('a 2024-03-05 4', 3, '5010/spira -1000, 1930 1000'),
    makulering('a 2024-04-01 5', 1, '5010/spira -50000, 1930 50000'),
  );
  await prov.laggMed(
    { vem: 'kamrer', skal: { slag: 'dokument', dokument: 'bokslut-2023' } },
    ingaende('a', 2024, '1930 -100000, 2010 100000'),
    bokford('a 2024-12-31 6', '6110 1, 1930 -1'),
  );
});
afterAll(() => prov.stang());

async function svaret(
  namn: string,
  fraga: { somAv?: number; per?: string; forbund?: string; val?: Record<string, string> } = {},
) {
  const rapport = BOCKER.find((r) => r.namn === namn);
  if (!rapport) throw new Error(namn);
  const { forbund = 'a', per = '2024-12-31', ...mer } = fraga;
  return new LasRapport(prov.readStore).las(rapport, { omfattning: forbund, per: datum(per), ...mer });
}
const tabell = async (...a: Parameters<typeof svaret>): Promise<string[]> =>
  svarSomTabell(await svaret(...a))
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .slice(2, -2)
    .map((rad) => rad.trimEnd());
const json = async (...a: Parameters<typeof svaret>): Promise<Record<string, unknown>> =>
  svarSomJson(await svaret(...a));

describe('saldobalansen', () => {
  it('har ingående balans, debet och kredit brutto och utgående saldo, med summor', async () => {
    expect(await tabell('saldobalans')).toEqual([
      'Förbundet a',
      'Konto    Benämning                  Ingående balans   Debet  Kredit  Utgående saldo',
      '───────────────────────────────────────────────────────────────────────────────────',
      'Klass 1  Tillgångar',
      '  1930   Bank                                −1 000   9 510     570           7 940',
      '  Summa  klass 1                             −1 000   9 510     570           7 940',
      'Klass 2  Eget kapital och skulder',
      '  2010   –                                    1 000       0       0           1 000',
      '  Summa  klass 2                              1 000       0       0           1 000',
      'Klass 3  Intäkter',
      '  3510   –                                                0   9 000          −9 000',
      '  Summa  klass 3                                          0   9 000          −9 000',
      'Klass 5  Personalkostnader',
      '  5010   Löner                                          570     510              60',
      '  Summa  klass 5                                        570     510              60',
      'Klass 6  Övriga kostnader',
      '  6110   –                                                0       0               0',
      '  Summa  klass 6                                          0       0               0',
      'Summa    balanskonton, klass 1–2                  0   9 510     570           8 940',
      'Summa    resultatkonton, klass 3–8                      570   9 510          −8 940',
      'Summa    alla konton                              0  10 080  10 080               0',
    ]);
  });

  it('säger som den var känd innan året öppnades att ingående balans inte är bokförd', async () => {
    const { undantag } = await json('saldobalans', { somAv: oppnat });
    expect(undantag).toEqual([
      expect.objectContaining({ slag: 'ingaende-ej-bokford', belopp: null }),
      expect.objectContaining({ slag: 'ej-avslutade-ar', belopp: 100000 }),
    ]);
  });

  it('säger att böcker saknas där inget är bokfört', async () => {
    expect(await tabell('saldobalans', { forbund: 'b' })).toEqual([
      'Förbundet b',
      '  saknas: inget är bokfört 2024 och ingen ingående balans finns',
    ]);
    expect(await json('huvudbok', { forbund: 'b' })).toMatchObject({
      forbund: [],
      saknas: [{ forbund: 'b' }],
      nasta: null,
    });
    expect(await json('verifikationslista', { forbund: 'b' })).toMatchObject({
      ...{ forbund: [{ verifikationer: [], nummerkontroll: [] }], nasta: null },
    });
  });
});

describe('huvudboken', () => {
  it('har ett konto dag för dag med löpande saldo, och rättelser och makuleringar som vad de är', async () => {
    expect(await tabell('huvudbok', { val: { konto: '5010', fran: '2024-02-01' } })).toEqual([
      'Förbundet a',
      'Konto   Datum       Ver  Text            Insats  Motpart  Debet  Kredit  Saldo  Samband',
      '─────────────────────────────────────────────────────────────────────────────────────────────',
      '5010                     Löner',
      '  5010                   Ingående saldo                                    500',
      '  5010  2024-03-05  a 3  verifikation 3  spira               70            570  rättad av a 4',
      '  5010  2024-03-05  a 4  verifikation 4  spira                       10    560  rättar a 3',
      '  5010  2024-04-01  a 5  verifikation 5  spira                      500     60  makulerar a 1',
      '  5010                   Utgående saldo                      70     510     60',
      'Summa                                                        70     510',
    ]);
  });

  it('går vidare på nästa sida med det saldo som stod', async () => {
    const forsta = await json('huvudbok', { val: { konto: '1930', antal: '4' } });
    expect(forsta['nasta']).toMatch(/^a\.1930\.2024-03-10\.\d+\.0$/);
    const [andra] = (
      await json('huvudbok', { val: { konto: '1930', antal: '4', efter: String(forsta['nasta']) } })
    )['forbund'] as {
      konton: { fortsatter: boolean; ingaendeSaldo: number; rader: { saldo: number }[] }[];
    }[];
    expect(andra?.konton).toMatchObject([
      {
        ...{ fortsatter: true, ingaendeSaldo: 744000, rader: [{ saldo: 794000 }, { saldo: 793999 }] },
        slut: { debet: 951000, kredit: 57001, utgaendeSaldo: 793999 },
      },
    ]);
  });

  it('säger att inget finns på konton som inget är bokfört på', async () => {
    expect(await tabell('huvudbok', { val: { konto: '4000', tillKonto: '4999' } })).toEqual([
      'Förbundet a',
      '  Inget är bokfört på kontona under perioden, och inget stod på dem.',
    ]);
  });
});

describe('verifikationslistan', () => {
  it('har verifikationerna i nummerordning med rader, summa, skäl och samband åt båda håll', async () => {
    const [a] = (await json('verifikationslista'))['forbund'] as {
      verifikationer: Record<string, unknown>[];
      nummerkontroll: unknown;
    }[];
    expect(a?.verifikationer.map((v) => [v['nummer'], v['rattar'], v['makulerar'], v['rattasAv']])).toEqual([
      [1, null, false, [5]],
      [2, null, false, []],
      [3, null, false, [4]],
      [4, 3, false, []],
      [5, 1, true, []],
      [6, null, false, []],
    ]);
    expect(a?.verifikationer.at(-1)).toMatchObject({
      ...{ datum: '2024-12-31', vem: 'kamrer', skal: { slag: 'dokument', dokument: 'bokslut-2023' } },
      ...{ debet: 1, kredit: 1, registrerad: expect.stringMatching(/^2024-01-01T00:00:\d\d\.000Z$/) },
      rader: [
        {
          konto: '6110',
          kontonamn: null,
          insats: null,
          motpart: null,
          motpartsnamn: null,
          debet: 1,
          kredit: null,
        },
        {
          konto: '1930',
          kontonamn: 'Bank',
          insats: null,
          motpart: null,
          motpartsnamn: null,
          debet: null,
          kredit: 1,
        },
      ],
    });
    expect(a?.nummerkontroll).toEqual([{ serie: 'a', fran: 1, till: 6, antal: 6, luckor: [], senare: 0 }]);
  });

  it('räknar numren också för det som är daterat senare, men visar det inte', async () => {
    const rader = await tabell('verifikationslista', { per: '2024-03-09' });
    expect(rader.filter((r) => /^a \d/.test(r)).map((r) => r.slice(0, 15))).toEqual([
      ...['a 1    2024-01-', 'a 3    2024-03-', 'a 4    2024-03-'],
    ]);
    expect(rader.at(-1)).toBe(
      '  Serie a, nummer 1–6: 6 verifikationer, inga luckor. 3 av dem är daterade senare och visas inte.',
    );
  });

  it('går igenom ett begränsat antal nummer på en sida, också när det mesta är daterat senare', async () => {
    const senare = Array.from({ length: 25 }, (_, n) => bokford(`b 2023-06-01 ${n + 2}`, '6110 1, 1930 -1'));
    await prov.lagg(
      bokford('b 2023-01-10 1', '6110 1, 1930 -1'),
      ...senare,
      bokford('b 2023-01-31 27', '6110 1, 1930 -1'),
    );
    const sidor: { verifikationer: { nummer: number }[]; nummerkontroll: unknown[] }[] = [];
    for (let efter: unknown; efter !== null;) {
      const val = { antal: '1', ...(typeof efter === 'string' ? { efter } : {}) };
      const sida = await json('verifikationslista', { forbund: 'b', per: '2023-01-31', val });
      sidor.push(...(sida['forbund'] as typeof sidor));
      efter = sida['nasta'];
    }
    expect(sidor.map((s) => s.verifikationer.map((v) => v.nummer))).toEqual([[1], [], [], [27]]);
    expect(sidor[1]?.nummerkontroll).toEqual([
      { serie: 'a', fran: 2, till: 11, antal: 10, luckor: [], senare: 10 },
    ]);
  });
});
