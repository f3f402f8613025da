import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import { HuvudbokProjektion } from './huvudbok.projektion.js';
import { utfallPerKontering, utfallPerPost } from './huvudbok.query.js';
import { gallandeIngaende } from './ingaende.query.js';
import { radsida, type Kontospann, type Radmarkor } from './radsida.query.js';
import { bokford, ingaende, kontot, posten, rattelse } from './verifikat.fixtures.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new HuvudbokProjektion());
});
afterEach(() => prov.stang());

const spann = (
  konto: string | null,
  fran: string,
  till: string,
  mer: Partial<Kontospann> = {},
): Kontospann => ({
  ...{ forbund: 'a', konto, insats: null, motpart: null, period: { fran: datum(fran), till: datum(till) } },
  ...mer,
});

/** Every row, page by page: what was booked and where. */
async function alla(spannen: Kontospann[], max: number, ordinal?: number): Promise<string[]> {
  const ut: string[] = [];
  let efter: Radmarkor | undefined;
  do {
    const sida = await prov.fraga((sql, sista) =>
      radsida(sql, { spann: spannen, ordinal: ordinal ?? sista, efter, max }),
    );
    ut.push(...sida.rader.map((r) => `${r.spann} ${r.datum} ${r.nummer} ${r.konto} ${r.debetOre}`));
    expect(sida.rader.length).toBeLessThanOrEqual(max);
    efter = sida.nasta;
  } while (efter);
  return ut;
}

it('säger när, av vem och varför varje rads verifikation registrerades', async () => {
  await prov.laggMed(
    { vem: 'ekonomen', skal: { slag: 'dokument', dokument: 'bokslutet' } },
    bokford('a 2024-01-10 1', '6110 100, 1930 -100'),
  );
  await prov.laggMed(
    { vem: 'chefen', skal: { slag: 'beslut', beslut: 'styrelsen-7' } },
    rattelse('a 2024-01-11 2', 1, '6110 -1, 1930 1'),
  );
  const spannet = [spann('6110', '2024-01-01', '2024-12-31')];
  const { rader } = await prov.fraga((sql, ordinal) => radsida(sql, { spann: spannet, ordinal, max: 9 }));
  expect(rader.map((r) => [r.registrerad, r.vem, r.skal])).toEqual(
    prov.handelser.map((h) => [h.recordedAt, h.metadata.vem, h.metadata.skal]),
  );
});

it('har raderna på en kontering under en period, lika i sidor av vilken storlek som helst', async () => {
  await prov.lagg(
    bokford('a 2024-01-10 1', '6110 100, 6110 5, 1930 -105'),
    bokford('a 2024-03-31 2', '6110/spira 7, 1930 -7'),
    bokford('a 2024-03-15 3', '6110 20, 1930 -20'),
    bokford('a 2024-03-02 4', '6110 30, 5010 1, 1930 -31'),
    rattelse('a 2024-03-16 5', 3, '6110 -1, 1930 1'),
    bokford('b 2024-03-02 1', '6110 999, 1930 -999'),
    bokford('a 2024-04-01 6', '6110 1000, 1930 -1000'),
  );
  const konto = spann('6110', '2024-01-01', '2024-03-31');
  const insats = spann('6110', '2024-01-01', '2024-12-31', { insats: 'spira' });
  const vantat = [
    ...['0 2024-01-10 1 6110 100', '0 2024-01-10 1 6110 5'],
    ...[
      '0 2024-03-15 3 6110 20',
      '0 2024-03-02 4 6110 30',
      '0 2024-03-16 5 6110 -1',
      '1 2024-03-31 2 6110 7',
    ],
  ];
  for (const max of [1, 2, 3, 100]) expect(await alla([konto, insats], max)).toEqual(vantat);
  // In the middle of a month, and before the correction was known.
  expect(await alla([spann('6110', '2024-01-11', '2024-03-15')], 9)).toEqual(vantat.slice(2, 4));
  expect(await alla([konto], 9, 4)).toEqual(vantat.slice(0, 4));
});

it('har bara den ena sidan när den är vald, också rättelsers', async () => {
  await prov.lagg(
    bokford('a 2024-01-10 1', '6110 100, 6110 -30, 6110 0, 1930 -70'),
    rattelse('a 2024-01-11 2', 1, '6110 -1, 1930 1'),
  );
  const sida = (vald: 'debet' | 'kredit') => spann('6110', '2024-01-01', '2024-01-31', { sida: vald });
  for (const max of [1, 9]) {
    expect(await alla([sida('debet')], max)).toEqual(['0 2024-01-10 1 6110 100']);
    expect(await alla([sida('kredit')], max)).toEqual(['0 2024-01-10 1 6110 -30', '0 2024-01-11 2 6110 -1']);
  }
});

it('har alla resultatkonton när inget konto är valt', async () => {
  await prov.lagg(
    bokford('a 2023-12-31 1', '6110 100, 3010 -300, 1930 200'),
    bokford('a 2024-01-01 1', '6110 9, 1930 -9'),
  );
  expect(await alla([spann(null, '2022-01-01', '2023-12-31')], 9)).toEqual([
    '0 2023-12-31 1 3010 -300',
    '0 2023-12-31 1 6110 100',
  ]);
  expect(await alla([], 9)).toEqual([]);
});

it('har den ingående balans som ett år vilar på', async () => {
  await prov.lagg(
    ingaende('a', 2022, '1930 5, 2070 -5'),
    ingaende('a', 2024, '1930 7, 2070 -7'),
    ingaende('a', 2024, '1930 8, 2440@bolaget -8'),
  );
  const rader = (ar: number, ordinal: number) =>
    prov.fraga(async (sql) =>
      (await gallandeIngaende(sql, { forbund: ['a', 'b'], ar, ordinal })).map(
        (r) => `${r.ar} ${r.ordinal} ${r.konto} ${r.motpart ?? ''} ${r.debetOre}`,
      ),
    );
  expect(await rader(2021, 3)).toEqual([]);
  expect(await rader(2023, 3)).toEqual(['2022 1 1930  5', '2022 1 2070  -5']);
  expect(await rader(2024, 3)).toEqual(['2024 3 1930  8', '2024 3 2440 bolaget -8']);
  expect(await rader(2025, 2)).toEqual(['2024 2 1930  7', '2024 2 2070  -7']);
});

it('har utfallet per kontering, samma pengar som per post', async () => {
  const sista = await prov.lagg(
    kontot('a', '6110', 'Kansli'),
    posten('a', 'kostnad:kansli', '6110'),
    bokford('a 2024-01-31 1', '6110 10, 6110@bolaget 20, 3010/spira -30'),
    bokford('a 2024-02-10 2', '6110 1, 1930 -1'),
  );
  const fraga = { forbund: ['a'], ordinal: sista };
  const period = { fran: datum('2024-01-01'), till: datum('2024-02-15') };
  const [perKontering = []] = await prov.fraga((sql) =>
    utfallPerKontering(sql, { ...fraga, perioder: [period] }),
  );
  expect(perKontering.map((r) => [r.konto, r.insats, r.motpart, r.post, r.debetOre])).toEqual([
    ['3010', 'spira', null, 'intakt:konto-3010-spira', -30n],
    ['6110', null, null, 'kostnad:kansli', 11n],
    ['6110', null, 'bolaget', 'kostnad:konto-6110', 20n],
  ]);
  const perPost = await prov.fraga((sql) => utfallPerPost(sql, { ...fraga, period }));
  expect(new Map(perPost.map((p) => [p.post, p.beloppOre]))).toEqual(
    new Map(perKontering.map((r) => [r.post, -r.debetOre])),
  );
});

it('har utfallet av flera perioder var för sig, också när de delar månader', async () => {
  const sista = await prov.lagg(
    bokford('a 2023-12-20 1', '6110 5, 1930 -5'),
    bokford('a 2024-01-31 1', '6110 10, 1930 -10'),
    bokford('a 2024-02-10 2', '6110 1, 1930 -1'),
    bokford('a 2024-02-20 3', '6210 7, 1930 -7'),
  );
  const perioder = [
    '2024-01-01 2024-02-29',
    '2024-01-01 2024-02-15',
    '2025-01-01 2025-01-31',
    '2023-12-01 2024-01-31',
  ].map((p) => ({ fran: datum(p.slice(0, 10)), till: datum(p.slice(11)) }));
  const fraga = { forbund: ['a'], ordinal: sista };
  const alla = await prov.fraga((sql) => utfallPerKontering(sql, { ...fraga, perioder }));
  expect(alla.map((rader) => rader.map((r) => [r.konto, r.debetOre]))).toEqual([
    [
      ['6110', 11n],
      ['6210', 7n],
    ],
    [['6110', 11n]],
    [],
    [['6110', 15n]],
  ]);
  for (const [n, period] of perioder.entries())
    expect(await prov.fraga((sql) => utfallPerKontering(sql, { ...fraga, perioder: [period] }))).toEqual([
      alla[n],
    ]);
});
