import type { System } from '#apps/standalone/src/system.js';
import {
  bokforingStream,
  UtforBokforingskommando,
  UtforKompletteraKontoplan,
  type BokforingHandelse,
} from '#bokforing/public.js';
import { UtforBudgetkommando } from '#budget/public.js';
import { UtforForbundskommando } from '#forbund/public.js';
import { arFor, datum, type Ar } from '#kernel/datum.js';
import type { Konto } from '#kernel/identiteter.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { utfor, VEM } from './system.js';

/** A förbund with two lines and a konto to balance against. */
export const FORBUND = 'lilla';
export const BIDRAG = 'intakt:bidrag' satisfies PostId;
export const TEAM = 'kostnad:team' satisfies PostId;
type Testpost = typeof BIDRAG | typeof TEAM;
const KONTON: Readonly<Record<Testpost, Konto>> = { [BIDRAG]: '3500', [TEAM]: '5800' };
const MOTKONTO = '1930';
const SERIE = 'a';
const STOD = { slag: 'dokument', dokument: 'provning' } as const;

export async function registreraLitetForbund(system: System, forbund = FORBUND): Promise<void> {
  await utfor(
    system,
    forbund,
    (k) =>
      new UtforForbundskommando(
        { typ: 'RegistreraForbund', data: { forbund, namn: `Förbundet ${forbund}`, ersatter: [] } },
        k,
      ),
  );
  const post = (p: Testpost, rad: string, grupp: string) => ({
    post: p,
    rad,
    grupp,
    kontering: { konto: KONTON[p] },
  });
  await utfor(
    system,
    forbund,
    (k) =>
      new UtforKompletteraKontoplan(
        {
          typ: 'KompletteraKontoplan',
          data: {
            forbund,
            konton: [
              { konto: KONTON[BIDRAG], namn: 'Bidrag' },
              { konto: KONTON[TEAM], namn: 'Team' },
              { konto: MOTKONTO, namn: 'Bank' },
            ],
            motparter: [],
            nyaPoster: [post(BIDRAG, 'Bidrag', 'intakter'), post(TEAM, 'Team', 'individ')],
            andradePoster: [],
          },
        },
        k,
      ),
  );
}

/** Adopts the year's budget, or changes it on a later day: income +, cost −. */
export async function faststallBudget(
  system: System,
  b: { ar: Ar; rader: Partial<Record<Testpost, Ore>>; forbund?: string; andrad?: string },
): Promise<void> {
  const forbund = b.forbund ?? FORBUND;
  const rader = (Object.entries(b.rader) as [Testpost, Ore][]).map(([post, beloppOre]) => ({
    post,
    beloppOre,
  }));
  const den = datum(b.andrad ?? `${b.ar}-01-01`);
  const typ = b.andrad === undefined ? 'FaststallBudget' : 'AndraBudget';
  await utfor(
    system,
    forbund,
    (k) => new UtforBudgetkommando({ typ, data: { forbund, ar: b.ar, den, rader, stod: STOD } }, k),
  );
}

const raderFor = (post: Testpost, beloppOre: Ore) => [
  { konto: KONTON[post], beloppOre: -beloppOre },
  { konto: MOTKONTO, beloppOre },
];

/** Books an amount on a line: income +, cost −. */
export async function bokfor(
  system: System,
  dag: string,
  post: Testpost,
  beloppOre: Ore,
  forbund = FORBUND,
): Promise<void> {
  const d = datum(dag);
  const data = {
    forbund,
    ar: arFor(d),
    serie: SERIE,
    datum: d,
    text: 'Prov',
    rader: raderFor(post, beloppOre),
  };
  await utfor(system, forbund, (k) => new UtforBokforingskommando({ typ: 'BokforVerifikation', data }, k));
}

/** As many vouchers as are asked for, in one append: a year's import. They are the series' first. */
export async function bokforManga(system: System, dag: string, antal: number, beloppOre: Ore): Promise<void> {
  const d = datum(dag);
  const handelser = Array.from({ length: antal }, (_, n): BokforingHandelse => ({
    typ: 'VerifikationBokford',
    data: {
      forbund: FORBUND,
      ar: arFor(d),
      serie: SERIE,
      nummer: n + 1,
      datum: d,
      text: 'Prov',
      rader: raderFor(TEAM, beloppOre),
    },
  }));
  await system.store.append(bokforingStream(FORBUND, arFor(d), SERIE), handelser, {
    expected: 'none',
    metadata: {
      kommandoId: 'manga',
      vem: VEM,
      skal: { slag: 'anteckning', text: 'prov' },
      forbund: [FORBUND],
      indatahash: '0'.repeat(64),
    },
  });
}
