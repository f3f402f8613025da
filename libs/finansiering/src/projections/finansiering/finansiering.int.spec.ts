import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import type { Event } from '#kernel/handelse.js';
import type { Stod } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { FinansieringHandelse, Huvudman } from '../../domain/finansiering.events.js';
import type { MedelspostHandelse } from '../../domain/medelspost.events.js';
import { fakturasida } from './fakturor.query.js';
import { FinansieringProjektion } from './finansiering.projektion.js';
import { finansieringsfakta, medelsposter } from './finansiering.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new FinansieringProjektion());
});
afterEach(() => prov.stang());

const stod: Stod = { slag: 'dokument', dokument: 'rapport' };
const arets = (forbund = 'a', ar = 2024) => ({ forbund, ar });
const STAT: Huvudman = { part: 'stat' };
const SALA: Huvudman = { part: 'kommun', medlem: 'sala' };

const beslutade = (
  den: string,
  huvudman: Huvudman,
  beloppOre: bigint,
  vid = arets(),
): FinansieringHandelse => ({
  typ: 'MedelBeslutade',
  data: { ...vid, huvudman, beloppOre, den: datum(den), stod },
});
const fakturerade = (
  faktura: string,
  den: string,
  huvudman: Huvudman,
  beloppOre: bigint,
): FinansieringHandelse => ({
  typ: 'MedelFakturerade',
  data: {
    ...arets(),
    faktura,
    huvudman,
    beloppOre,
    den: datum(den),
    forfaller: datum('2024-12-31'),
    avser: { fran: datum('2024-01-01'), till: datum('2024-03-31') },
  },
});
const krediterade = (
  kreditnota: string,
  faktura: string,
  den: string,
  beloppOre: bigint,
): FinansieringHandelse => ({
  typ: 'MedelKrediterade',
  data: {
    ...arets(),
    kreditnota,
    faktura,
    huvudman: STAT,
    beloppOre,
    den: datum(den),
    avser: { fran: datum('2024-01-01'), till: datum('2024-03-31') },
  },
});
const mottagna = (
  faktura: string,
  den: string,
  huvudman: Huvudman,
  beloppOre: bigint,
): FinansieringHandelse => ({
  typ: 'MedelMottagna',
  data: { ...arets(), faktura, huvudman, beloppOre, den: datum(den) },
});
const periodiserade = (till: string, beloppOre: bigint): FinansieringHandelse => ({
  typ: 'MedelPeriodiserade',
  data: { ...arets(), huvudman: STAT, till: datum(till), beloppOre, stod },
});
const utpekad = (post: PostId, huvudman?: Huvudman): MedelspostHandelse => ({
  typ: 'MedelspostUtpekad',
  data: { forbund: 'a', post, ...(huvudman ? { huvudman } : {}) },
});

interface Nar {
  readonly per: string;
  readonly ordinal?: number;
}
const fakta = (n: Nar, vid = arets()) =>
  prov.fraga((sql, sista) =>
    finansieringsfakta(sql, { ...vid, per: datum(n.per), ordinal: n.ordinal ?? sista }),
  );
/** `stat 500, kommun:sala 60` */
const somText = (rader: readonly { part: string; medlem: string | null; beloppOre: bigint }[]): string =>
  rader.map((r) => `${r.part}${r.medlem === null ? '' : `:${r.medlem}`} ${r.beloppOre}`).join(', ');

describe('vad som är beslutat', () => {
  it('är per huvudman det som gällde dagen, annars det första kända; som av en ordning det som var känt', async () => {
    const fore = await prov.lagg(
      beslutade('2023-11-24', STAT, 500n),
      beslutade('2023-12-01', SALA, 60n),
      beslutade('2024-06-01', STAT, 480n),
      beslutade('2023-11-24', STAT, 999n, arets('b')),
      beslutade('2023-11-24', STAT, 888n, arets('a', 2025)),
    );
    await prov.lagg(beslutade('2023-11-24', STAT, 510n));
    const beslutat = async (n: Nar) => somText((await fakta(n)).beslutade);
    expect(await beslutat({ per: '2024-05-31' })).toBe('kommun:sala 60, stat 510');
    expect(await beslutat({ per: '2024-06-01' })).toBe('kommun:sala 60, stat 480');
    expect(await beslutat({ per: '2023-01-01' })).toBe('kommun:sala 60, stat 510');
    expect(await beslutat({ per: '2024-05-31', ordinal: fore })).toBe('kommun:sala 60, stat 500');
    expect(await beslutat({ per: '2024-05-31', ordinal: 1 })).toBe('stat 500');
    expect(await beslutat({ per: '2024-05-31', ordinal: 0 })).toBe('');
    expect((await fakta({ per: '2024-06-01' })).beslutade[1]).toEqual({
      part: 'stat',
      medlem: null,
      ordinal: 3,
      den: '2024-06-01',
      beloppOre: 480n,
      stod: { slag: 'dokument', id: 'rapport' },
    });
  });
});

describe('fakturor', () => {
  beforeEach(() =>
    prov.lagg(
      beslutade('2023-11-24', STAT, 500n),
      fakturerade('F1', '2024-01-15', STAT, 125n),
      fakturerade('F2', '2024-02-15', SALA, 15n),
      mottagna('F1', '2024-02-12', STAT, 100n),
      krediterade('K1', 'F1', '2024-03-01', 25n),
      mottagna('F1', '2024-04-02', STAT, -10n),
    ),
  );

  it('ger sina belopp och perioder, kreditnotor under noll; mottaget till och med dagen', async () => {
    const alla = await fakta({ per: '2024-03-31' });
    expect(somText(alla.fakturerade)).toBe('stat 125, kommun:sala 15, stat -25');
    expect(somText(alla.mottagna)).toBe('stat 100');
    expect(somText((await fakta({ per: '2024-04-02' })).mottagna)).toBe('stat 90');
    expect(somText((await fakta({ per: '2024-12-31', ordinal: 4 })).fakturerade)).toBe(
      'stat 125, kommun:sala 15',
    );
    expect(alla.fakturerade[0]).toMatchObject({
      den: '2024-01-15',
      avser: { fran: '2024-01-01', till: '2024-03-31' },
    });
  });

  it('visas i sidor med vad som är krediterat och mottaget på var och en', async () => {
    const sida = (mer: { per?: string; ordinal?: number; efter?: number; max?: number }) =>
      prov.fraga(async (sql, sista) =>
        (
          await fakturasida(sql, {
            ...arets(),
            ordinal: mer.ordinal ?? sista,
            per: mer.per === undefined ? undefined : datum(mer.per),
            efter: mer.efter ?? 0,
            max: mer.max ?? 10,
          })
        ).map((f) => [f.faktura, f.medlem, f.beloppOre, f.krediteratOre, f.mottagetOre]),
      );
    expect(await sida({})).toEqual([
      ['F1', null, 125, 25, 90],
      ['F2', 'sala', 15, 0, 0],
    ]);
    expect(await sida({ per: '2024-02-14' })).toEqual([['F1', null, 125, 0, 100]]);
    expect(await sida({ ordinal: 4 })).toEqual([
      ['F1', null, 125, 0, 100],
      ['F2', 'sala', 15, 0, 0],
    ]);
    expect(await sida({ efter: 2 })).toEqual([['F2', 'sala', 15, 0, 0]]);
    expect(await sida({ max: 1 })).toEqual([['F1', null, 125, 25, 90]]);
  });
});

it('vad som är periodiserat är per dag det sist sagda, till och med per', async () => {
  const fore = await prov.lagg(periodiserade('2024-03-31', 100n), periodiserade('2024-06-30', 250n));
  await prov.lagg(periodiserade('2024-03-31', 120n));
  const sagt = async (n: Nar) =>
    (await fakta(n)).periodiserade.map((p) => `${p.till} ${p.beloppOre}`).join(', ');
  expect(await sagt({ per: '2024-06-30' })).toBe('2024-03-31 120, 2024-06-30 250');
  expect(await sagt({ per: '2024-06-29' })).toBe('2024-03-31 120');
  expect(await sagt({ per: '2024-06-29', ordinal: fore })).toBe('2024-03-31 100');
});

it('andelarna är de som sist angavs', async () => {
  const half = { taljare: 1, namnare: 2 };
  const angivna = (region: { taljare: number; namnare: number }): Event => ({
    typ: 'AndelarAngivna',
    data: { ...arets(), andelar: { stat: half, region, kommun: half }, stod },
  });
  await prov.lagg(angivna({ taljare: 1, namnare: 4 }), angivna({ taljare: 0, namnare: 1 }));
  expect((await fakta({ per: '2024-01-01', ordinal: 0 })).andelar).toBeNull();
  expect((await fakta({ per: '2024-01-01', ordinal: 1 })).andelar?.region).toEqual({
    taljare: 1,
    namnare: 4,
  });
  expect((await fakta({ per: '2024-01-01' })).andelar).toEqual({
    stat: half,
    region: { taljare: 0, namnare: 1 },
    kommun: half,
  });
});

it('medelsposterna är de utpekade som inte är strukna', async () => {
  await prov.lagg(
    utpekad('intakt:bidrag'),
    utpekad('skuld:forskott', { part: 'region' }),
    { typ: 'MedelspostStruken', data: { forbund: 'a', post: 'skuld:forskott' } },
    utpekad('intakt:bidrag', SALA),
  );
  const vid = (ordinal?: number) =>
    prov.fraga(async (sql, sista) =>
      (await medelsposter(sql, { forbund: ['a', 'b'], ordinal: ordinal ?? sista }))
        .map((p) => [p.post, p.part, p.medlem].join(' '))
        .sort(),
    );
  expect(await vid(2)).toEqual(['intakt:bidrag  ', 'skuld:forskott region ']);
  expect(await vid(3)).toEqual(['intakt:bidrag  ']);
  expect(await vid()).toEqual(['intakt:bidrag kommun sala']);
});
