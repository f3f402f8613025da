import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { summa } from '#kernel/ore.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { naivaSaldon } from './naiva-saldon.fixtures.js';
import { saldon, type Kontosaldo } from './saldon.query.js';
import { bokford, ingaende, posten, rattelse } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

/** `1930 100 + -20 = 80`, one line a kontering: opening, movement and closing balance. */
const rad = (s: Kontosaldo): string =>
  `${s.konto}${s.insats === null ? '' : `/${s.insats}`}${s.motpart === null ? '' : `@${s.motpart}`} ` +
  `${s.ingaendeOre} + ${s.rorelseOre} = ${s.utgaendeOre}`;

const per = (dag: string, val: { ordinal?: number; forbund?: string[] } = {}): Promise<string[]> =>
  prov.fraga(async (sql, sista) => {
    const { forbund = ['a'], ordinal = sista } = val;
    const svar = await saldon(sql, { forbund, per: datum(dag), ordinal });
    for (const f of forbund)
      for (const kolumn of ['ingaendeOre', 'rorelseOre', 'utgaendeOre'] as const)
        expect([f, kolumn, summa(svar.filter((s) => s.forbund === f).map((s) => s[kolumn]))]).toEqual([
          f,
          kolumn,
          0n,
        ]);
    return svar.map((s) => `${forbund.length > 1 ? `${s.forbund} ` : ''}${rad(s)}`);
  });

describe('saldon', () => {
  it('har ingående, rörelse och utgående per kontering, med tecken som i huvudboken, till och med dagen', async () => {
    await prov.lagg(
      ingaende('a', 2024, '1930 500, 2440@kommunen -200, 2010 -300'),
      bokford('a 2024-01-31 1', '5010/spira 100, 1930 -100'),
      bokford('a 2024-03-15 2', '1930 40, 3510 -40'),
      bokford('a 2024-03-16 3', '2440@kommunen 200, 1930 -200'),
    );
    expect(await per('2024-01-30')).toEqual([
      '1930 500 + 0 = 500',
      '2010 -300 + 0 = -300',
      '2440@kommunen -200 + 0 = -200',
    ]);
    expect(await per('2024-03-15')).toEqual([
      '1930 500 + -60 = 440',
      '2010 -300 + 0 = -300',
      '2440@kommunen -200 + 0 = -200',
      '3510 0 + -40 = -40',
      '5010/spira 0 + 100 = 100',
    ]);
    expect(await per('2024-12-31')).toEqual([
      '1930 500 + -260 = 240',
      '2010 -300 + 0 = -300',
      '2440@kommunen -200 + 200 = 0',
      '3510 0 + -40 = -40',
      '5010/spira 0 + 100 = 100',
    ]);
    expect(await per('2023-12-31')).toEqual([]);
  });

  it('bär föregående års utgående balans vidare när ingen ingående är bokförd, med årets resultat för sig', async () => {
    await prov.lagg(
      ingaende('a', 2021, '1930 500, 2010 -500'),
      bokford('a 2021-06-30 1', '5010 100, 1930 -100'),
      bokford('a 2022-06-30 1', '1930 70, 3510 -70'),
      bokford('a 2024-02-01 1', '6110 1, 1930 -1'),
    );
    expect(await per('2021-12-31')).toEqual([
      '1930 500 + -100 = 400',
      '2010 -500 + 0 = -500',
      '5010 0 + 100 = 100',
    ]);
    expect(await per('2022-12-31')).toEqual([
      '1930 400 + 70 = 470',
      '2010 -500 + 0 = -500',
      '20xx 100 + 0 = 100',
      '3510 0 + -70 = -70',
    ]);
    expect(await per('2024-01-31')).toEqual([
      '1930 470 + 0 = 470',
      '2010 -500 + 0 = -500',
      '20xx 30 + 0 = 30',
    ]);
    const [ejAvslutat] = await prov.fraga(async (sql, ordinal) =>
      (await saldon(sql, { forbund: ['a'], per: datum('2024-01-31'), ordinal })).filter(
        (s) => s.konto === '20xx',
      ),
    );
    expect(ejAvslutat?.post).toBe('eget_kapital:ej-avslutade-ars-resultat');
  });

  it('börjar om från en bokförd ingående balans: den senaste som är känd, hel', async () => {
    const fore = await prov.lagg(
      bokford('a 2023-06-30 1', '5010 100, 1930 -100'),
      bokford('a 2024-06-30 1', '5010 10, 1930 -10'),
    );
    const forsta = await prov.lagg(ingaende('a', 2024, '1930 -90, 2010 90'));
    const andra = await prov.lagg(ingaende('a', 2024, '1940 -100, 2010 100'));
    expect(await per('2024-12-31', { ordinal: fore })).toEqual([
      '1930 -100 + -10 = -110',
      '20xx 100 + 0 = 100',
      '5010 0 + 10 = 10',
    ]);
    expect(await per('2024-12-31', { ordinal: forsta })).toEqual([
      '1930 -90 + -10 = -100',
      '2010 90 + 0 = 90',
      '5010 0 + 10 = 10',
    ]);
    expect(await per('2024-12-31', { ordinal: andra })).toEqual([
      '1930 0 + -10 = -10',
      '1940 -100 + 0 = -100',
      '2010 100 + 0 = 100',
      '5010 0 + 10 = 10',
    ]);
    expect(await per('2025-01-31')).toEqual([
      '1930 -10 + 0 = -10',
      '1940 -100 + 0 = -100',
      '2010 100 + 0 = 100',
      '20xx 10 + 0 = 10',
    ]);
  });

  it('visar en uppgift om noll, och inget där uppgiften har utgått', async () => {
    const utgatt = rattelse('a 2023-06-30 2', 1, '1510 -5, 1930 5');
    await prov.lagg(
      bokford('a 2023-06-30 1', '1510 5, 1940 0, 1930 -5'),
      {
        ...utgatt,
        data: { ...utgatt.data, rader: utgatt.data.rader.map((r) => ({ ...r, utgar: true as const })) },
      },
      ingaende('b', 2024, '1510 0'),
    );
    expect(await per('2024-06-30', { forbund: ['b', 'a'] })).toEqual([
      'a 1940 0 + 0 = 0',
      'b 1510 0 + 0 = 0',
    ]);
    expect(await per('2023-06-30', { ordinal: 1 })).toEqual([
      '1510 0 + 5 = 5',
      '1930 0 + -5 = -5',
      '1940 0 + 0 = 0',
    ]);
  });

  it('är vid varje dag och ordning vad en enkel genomräkning av händelserna ger', async () => {
    await prov.lagg(
      posten('a', 'tillgang:bank', '1930'),
      bokford('a 2022-11-30 1', '1930 1000, 2440@kommunen -400, 3510 -600'),
      bokford('b 2022-11-30 1', '1930 5, 3510 -5'),
      ingaende('b', 2023, '1930 5, 2010 -5'),
      bokford('a 2023-01-31 1', '5010/spira 100, 1930 -100'),
      posten('a', 'kostnad:spira', '5010/spira'),
      rattelse('a 2023-02-15 2', 1, '5010/spira -30, 1930 30'),
      posten('a', 'skuld:leverantorer', '2440@kommunen'),
      ingaende('a', 2024, '1930 930, 2440@kommunen -400, 2010 -530'),
      bokford('a 2024-02-10 1', '2440@kommunen 400, 1930 -400'),
      bokford('b 2024-02-29 1', '1930 1, 3510 -1'),
      ingaende('a', 2024, '1930 930, 2440@kommunen -400, 2020 -530'),
      bokford('a 2022-12-31 2', '6110 7, 1930 -7'),
    );
    const historia = prov.handelser;
    await prov.fraga(async (sql) => {
      for (let ordinal = 0; ordinal <= historia.length; ordinal++)
        for (const dag of [
          '2022-11-29',
          '2022-12-31',
          '2023-02-15',
          '2024-02-10',
          '2024-02-29',
          '2025-06-01',
        ]) {
          const fraga = { forbund: ['b', 'a'], per: datum(dag), ordinal };
          expect([fraga, await saldon(sql, fraga)]).toEqual([fraga, naivaSaldon(historia, fraga)]);
        }
    });
  });
});
