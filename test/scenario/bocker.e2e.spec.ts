import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { oppnaKlient, type Klient } from '#apps/api/src/http/klient.fixtures.js';
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

const BOKFORDA = [
  { omfattning: 'vasteras', per: '2022-06-30' },
  { omfattning: 'vastmanland', per: '2024-08-31' },
];

async function las<T>(namn: string, fraga: Record<string, string>): Promise<T> {
  const vag = `/api/v1/rapporter/${namn}`;
  const svar = await klient.hamta(`${vag}?${new URLSearchParams(fraga).toString()}`);
  await klient.kontrolleraMotBeskrivning('get', vag, svar);
  expect(svar.status).toBe(200);
  return svar.json as T;
}

interface Saldorad {
  readonly typ: string;
  readonly konto?: string;
  readonly debet: number;
  readonly kredit: number;
  readonly utgaendeSaldo: number;
}
interface Kontosida {
  readonly konto: string;
  readonly fortsatter: boolean;
  readonly rader: readonly { debet: number | null; kredit: number | null; saldo: number }[];
  readonly slut: { readonly debet: number; readonly kredit: number; readonly utgaendeSaldo: number } | null;
}
interface Bok {
  readonly forbund: readonly { readonly konton: readonly Kontosida[] }[];
  readonly nasta: string | null;
}

/** A paged report whole. */
async function sidor<T extends { readonly nasta: string | null }>(
  namn: string,
  fraga: Record<string, string>,
): Promise<T[]> {
  const ut: T[] = [];
  for (let efter: string | null | undefined; efter !== null;) {
    const sida: T = await las<T>(namn, { ...fraga, ...(efter === undefined ? {} : { efter }) });
    ut.push(sida);
    efter = sida.nasta;
  }
  return ut;
}

describe.each(BOKFORDA)('böckerna för $omfattning $per', (fraga) => {
  it('säger detsamma: saldobalansens konton är huvudbokens sista saldon, och dess omsättning verifikationernas', async () => {
    const { rader } = await las<{ rader: Saldorad[] }>('saldobalans', fraga);
    const summa = rader.find((r) => r.typ === 'summa');
    expect(summa).toMatchObject({
      debet: summa?.kredit,
      ingaendeBalans: 0,
      ingaendeSaldo: 0,
      utgaendeSaldo: 0,
    });
    const bok = await sidor<Bok>('huvudbok', { ...fraga, antal: '7' });
    expect(bok.length).toBeGreaterThan(3);
    const konton = bok.flatMap((s) => s.forbund.flatMap((f) => f.konton));
    for (const k of rader.filter((r) => r.typ === 'konto')) {
      const delar = konton.filter((d) => d.konto === k.konto);
      const { debet, kredit, utgaendeSaldo } = k;
      expect(delar.at(-1)?.slut).toEqual({ debet, kredit, utgaendeSaldo });
      const egna = delar.flatMap((d) => d.rader);
      expect(egna.reduce((s, r) => s + (r.debet ?? 0), 0)).toBe(debet);
      expect(egna.reduce((s, r) => s + (r.kredit ?? 0), 0)).toBe(kredit);
      if (egna.length > 0) expect(egna.at(-1)?.saldo).toBe(utgaendeSaldo);
    }
    const listor = await sidor<{
      forbund: {
        verifikationer: { debet: number; kredit: number }[];
        nummerkontroll: { luckor: unknown[] }[];
      }[];
      nasta: string | null;
    }>('verifikationslista', { ...fraga, antal: '9' });
    const verifikationer = listor.flatMap((s) => s.forbund.flatMap((f) => f.verifikationer));
    expect(verifikationer.reduce((s, v) => s + v.debet, 0)).toBe(summa?.debet);
    expect(
      listor.flatMap((s) => s.forbund.flatMap((f) => f.nummerkontroll.flatMap((n) => n.luckor))),
    ).toEqual([]);
  });

  it('öppnar varje siffra i en del av året, ned till verifikationernas rader', async () => {
    const fran = `${fraga.per.slice(0, 4)}-03-15`;
    const bok = await las<{ rader: (Saldorad & Record<string, unknown>)[] }>('saldobalans', {
      ...{ ...fraga, fran, uppdelning: 'kontering' },
    });
    const summor = bok.rader.filter((r) => ['klass', 'summa', 'kontering'].includes(r.typ));
    for (const rad of summor)
      for (const kolumn of ['ingaendeSaldo', 'debet', 'kredit', 'utgaendeSaldo']) {
        const figur = { rapport: 'saldobalans', rad: String(rad['id']), kolumn, max: '1000' };
        const svar = await klient.hamta(
          `/api/v1/harledning?${new URLSearchParams({ ...fraga, ...figur }).toString()}`,
        );
        const {
          figur: oppnad,
          verifikationsrader,
          ingaende,
        } = svar.json as Record<string, never> & {
          figur: { belopp: number };
          verifikationsrader: { belopp: number }[];
          ingaende: { belopp: number }[];
        };
        expect([rad['id'], kolumn, oppnad.belopp]).toEqual([rad['id'], kolumn, rad[kolumn]]);
        const listat = [...verifikationsrader, ...ingaende].reduce((s, r) => s + r.belopp, 0);
        expect([rad['id'], kolumn, listat]).toEqual([rad['id'], kolumn, rad[kolumn]]);
      }
  });

  it('har det resultat som resultaträkningen har, med ledgerns tecken', async () => {
    const { rader } = await las<{ rader: Saldorad[] }>('saldobalans', fraga);
    const r = await las<{ rader: { id: string; utfall: number | null }[] }>('resultatrakning', fraga);
    const resultat = r.rader.find((x) => x.id === `${fraga.omfattning}/resultatrakning/resultat`);
    expect(rader.find((x) => x.typ === 'resultat')?.utgaendeSaldo).toBe(-(resultat?.utfall ?? NaN));
  });
});
