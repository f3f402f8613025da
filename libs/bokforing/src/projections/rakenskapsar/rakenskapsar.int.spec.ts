import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { PeriodOppnad, PeriodStangd } from '../../domain/bokforing.events.js';
import type {
  ArsbokslutUpprattat,
  PeriodstangningBeslutad,
  RakenskapsarHandelse,
} from '../../domain/rakenskapsar.events.js';
import { ingaende } from '../huvudbok/verifikat.fixtures.js';
import { RakenskapsarProjektion } from './rakenskapsar.projektion.js';
import {
  aretsAndringar,
  aretsBokslut,
  aretsSerier,
  oavslutadeAr,
  stangdaManader,
  type Arsfraga,
} from './rakenskapsar.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new RakenskapsarProjektion());
});
afterEach(() => prov.stang());

const aret = { forbund: 'a', ar: 2024 };
const beslut = { slag: 'beslut' as const, beslut: 'bokslut' };
const ord = { slag: 'anteckning' as const, text: 'Sen faktura' };
const manader = (fran: number, till: number) => ({
  fran: datum(`2024-${String(fran).padStart(2, '0')}-01`),
  till: datum(
    `2024-${String(till).padStart(2, '0')}-${[2].includes(till) ? '29' : [4, 6, 9, 11].includes(till) ? '30' : '31'}`,
  ),
  av: 'kansli',
});
const serie = (namn: string): RakenskapsarHandelse => ({
  typ: 'SerieUpplagd',
  data: { ...aret, serie: namn },
});
const stangd = (namn: string, fran: number, till: number, andring?: number): PeriodStangd => ({
  typ: 'PeriodStangd',
  data: {
    ...aret,
    serie: namn,
    ...manader(fran, till),
    grund: beslut,
    ...(andring === undefined ? {} : { andring }),
  },
});
const oppnad = (namn: string, fran: number, till: number): PeriodOppnad => ({
  typ: 'PeriodOppnad',
  data: { ...aret, serie: namn, ...manader(fran, till), grund: ord },
});
const beslutad = (nummer: number): PeriodstangningBeslutad => ({
  typ: 'PeriodstangningBeslutad',
  data: { ...aret, nummer, ...manader(1, 12), grund: beslut },
});
const bokslut = (nummer: number, resultatOre: bigint): ArsbokslutUpprattat => ({
  typ: 'ArsbokslutUpprattat',
  data: { ...aret, nummer, andring: 1, konto: '2010', resultatOre, rader: [], av: 'kansli', grund: beslut },
});

const vid = <T>(fraga: (sql: TransactionSql, f: Arsfraga) => Promise<T>, ordinal?: number): Promise<T> =>
  prov.fraga((sql, sista) => fraga(sql, { ...aret, ordinal: ordinal ?? sista }));

describe('räkenskapsåret', () => {
  it('har de månader stängda i varje serie som den sista ändringen säger, vid varje ordning', async () => {
    await prov.lagg(serie('b'), serie('a'));
    const helt = await prov.lagg(stangd('a', 1, 3), stangd('b', 1, 2));
    await prov.lagg(oppnad('a', 2, 2));
    const sista = await prov.lagg(stangd('a', 2, 12, 1));
    const stangda = async (ordinal: number): Promise<string[]> =>
      (await vid(stangdaManader, ordinal)).map((m) => `${m.serie}${m.manad}`);
    expect(await stangda(2)).toEqual([]);
    expect(await stangda(helt)).toEqual(['a1', 'a2', 'a3', 'b1', 'b2']);
    expect(await stangda(helt + 1)).toEqual(['a1', 'a3', 'b1', 'b2']);
    expect(await stangda(sista)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((m) => `a${m}`).concat('b1', 'b2'),
    );
    expect((await vid(stangdaManader))[0]).toEqual({
      serie: 'a',
      manad: 1,
      fran: '2024-01-01',
      till: '2024-03-31',
      av: 'kansli',
      grund: { slag: 'beslut', text: 'bokslut' },
    });
    expect([await vid(aretsSerier, 1), await vid(aretsSerier)]).toEqual([['b'], ['a', 'b']]);
  });

  it('har ändringar som är genomförda först när alla serier har dem', async () => {
    await prov.lagg(beslutad(1), {
      typ: 'PeriodoppningBeslutad',
      data: { ...aret, nummer: 2, ...manader(1, 1), grund: ord },
    });
    expect(await prov.fraga((sql) => oavslutadeAr(sql))).toEqual([{ ...aret, vad: 'perioder' }]);
    await prov.lagg({ typ: 'PeriodandringarGenomforda', data: { ...aret, nummer: 2 } });
    expect(await vid(aretsAndringar, 2)).toMatchObject([{ genomford: false }, { genomford: false }]);
    expect(await vid(aretsAndringar)).toMatchObject([
      { nummer: 1, ordinal: 1, slag: 'stangning', genomford: true },
      {
        nummer: 2,
        ordinal: 2,
        slag: 'oppning',
        grund: { slag: 'anteckning', text: 'Sen faktura' },
        genomford: true,
      },
    ]);
    expect(await prov.fraga((sql) => oavslutadeAr(sql))).toEqual([]);
  });

  it('har bokslut, och när nästa år öppnades med vart och ett; bara det sista väntar på det', async () => {
    const urBokslut = (nummer: number) => {
      const h = ingaende('a', 2025, '1930 0');
      return { ...h, data: { ...h.data, bokslut: nummer } };
    };
    await prov.lagg(bokslut(1, 600n), bokslut(2, -5n));
    expect(await prov.fraga((sql) => oavslutadeAr(sql))).toEqual([{ ...aret, vad: 'bokslut' }]);
    await prov.lagg(ingaende('a', 2025, '1930 0'), urBokslut(2));
    expect(await prov.fraga((sql) => oavslutadeAr(sql))).toEqual([]);
    expect(await vid(aretsBokslut, 3)).toMatchObject([{ ingaende: null }, { ingaende: null }]);
    expect(await vid(aretsBokslut)).toMatchObject([
      { nummer: 1, konto: '2010', resultatOre: 600n, ingaende: null },
      { nummer: 2, resultatOre: -5n, ingaende: 4 },
    ]);
  });
});
