import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { PostUpplagd, RattelseBokford, VerifikationBokford } from '#bokforing/public.js';
import type { BudgetFaststalld, PeriodbudgetFaststalld, PrognosFaststalld } from '#budget/public.js';
import type { AndelarAngivna, MedelBeslutade, MedelspostUtpekad } from '#finansiering/public.js';
import { arFor, datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { PrognosBeraknad } from '../../domain/prognos.events.js';
import { PrognosbehovProjektion } from './prognosbehov.projektion.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new PrognosbehovProjektion());
});
afterEach(() => prov.stang());

const bokford = (forbund: string, dag: string): VerifikationBokford => ({
  typ: 'VerifikationBokford',
  data: { forbund, ar: arFor(datum(dag)), serie: 'a', nummer: 1, datum: datum(dag), text: 'x', rader: [] },
});
const rattad = (forbund: string, dag: string): RattelseBokford => ({
  typ: 'RattelseBokford',
  data: { ...bokford(forbund, dag).data, rattar: 1 },
});
const plan = { ar: 2024, rader: [], stod: { slag: 'dokument', dokument: 'plan' } } as const;
const budget = (forbund: string): BudgetFaststalld => ({
  typ: 'BudgetFaststalld',
  data: { ...plan, forbund, den: datum('2023-11-30') },
});
const periodbudget = (forbund: string): PeriodbudgetFaststalld => ({
  typ: 'PeriodbudgetFaststalld',
  data: {
    ...plan,
    forbund,
    den: datum('2023-11-30'),
    period: { fran: datum('2024-01-01'), till: datum('2024-08-31') },
  },
});
const styrelsens = (forbund: string): PrognosFaststalld => ({
  typ: 'PrognosFaststalld',
  data: { ...plan, forbund, avser: datum('2024-08-31') },
});
const beraknad = (forbund: string): PrognosBeraknad => ({
  typ: 'PrognosBeraknad',
  data: { forbund, ar: 2024, per: datum('2024-08-31'), underlagOrdinal: 1, metodversion: '1', rader: [] },
});
const nyPost = (forbund: string): PostUpplagd => ({
  typ: 'PostUpplagd',
  data: { forbund, post: 'kostnad:spira', kontering: { konto: '5010' }, rad: 'Spira', grupp: 'individ' },
});

const medel = (forbund: string): MedelBeslutade => ({
  typ: 'MedelBeslutade',
  data: {
    forbund,
    ar: 2024,
    huvudman: { part: 'stat' },
    beloppOre: 1n,
    den: datum('2023-11-30'),
    stod: plan.stod,
  },
});
const fjardedel = { taljare: 1, namnare: 4 };
const andelar = (forbund: string): AndelarAngivna => ({
  typ: 'AndelarAngivna',
  data: {
    forbund,
    ar: 2023,
    andelar: { stat: { taljare: 1, namnare: 2 }, region: fjardedel, kommun: fjardedel },
    stod: plan.stod,
  },
});
const utpekad = (forbund: string): MedelspostUtpekad => ({
  typ: 'MedelspostUtpekad',
  data: { forbund, post: 'intakt:bidrag' },
});

/** `a 2024 3`: the last event that touched a förbund's year, or its kontoplan. */
const behov = (): Promise<{ ar: string[]; kontoplan: string[] }> =>
  prov.fraga(async (sql) => {
    const ar = await sql<{ text: string }[]>`
      select forbund || ' ' || ar || ' ' || ordinal as text from prognosbehov.berord order by 1`;
    const kontoplan = await sql<{ text: string }[]>`
      select forbund || ' ' || ordinal as text from prognosbehov.kontoplan order by 1`;
    return { ar: ar.map((r) => r.text), kontoplan: kontoplan.map((r) => r.text) };
  });

it('minns den sista händelse som rört varje förbunds år, inom en omgång och mellan dem', async () => {
  await prov.lagg(
    bokford('a', '2024-01-31'),
    bokford('a', '2023-12-31'),
    bokford('a', '2024-02-01'),
    budget('b'),
  );
  expect((await behov()).ar).toEqual(['a 2023 2', 'a 2024 3', 'b 2024 4']);
  await prov.lagg(rattad('a', '2023-12-31'));
  await prov.lagg(periodbudget('b'));
  expect((await behov()).ar).toEqual(['a 2023 5', 'a 2024 3', 'b 2024 6']);
});

it('rörs inte av prognoser: varken styrelsens eller dem som den själv leder till', async () => {
  await prov.lagg(bokford('a', '2024-01-31'));
  await prov.lagg(styrelsens('a'), beraknad('a'), styrelsens('b'));
  expect(await behov()).toEqual({ ar: ['a 2024 1'], kontoplan: [] });
});

it('rörs av vad huvudmännen har beslutat, och alla år av vilka poster som är medel', async () => {
  await prov.lagg(medel('a'), andelar('a'), utpekad('b'), utpekad('a'));
  expect(await behov()).toEqual({ ar: ['a 2023 2', 'a 2024 1'], kontoplan: ['a 4', 'b 3'] });
});

it('minns när ett förbunds kontoplan ändrades: det kan röra alla dess år', async () => {
  await prov.lagg(nyPost('a'), bokford('a', '2024-01-31'), nyPost('b'), nyPost('a'));
  expect(await behov()).toEqual({ ar: ['a 2024 2'], kontoplan: ['a 4', 'b 3'] });
});
