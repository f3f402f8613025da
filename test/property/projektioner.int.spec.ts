import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { bokfortTill, HuvudbokProjektion, saldon, utfallPerPost } from '#bokforing/public.js';
import {
  naivtBokfortTill,
  naivtUtfall,
  ordnade,
} from '#bokforing/projections/huvudbok/naiv-huvudbok.fixtures.js';
import { naivaSaldon } from '#bokforing/projections/huvudbok/naiva-saldon.fixtures.js';
import { dag, FORBUND, historia, period } from './historia.js';
import { nyttOmbyggnadsprov, omLika } from './ombyggnad.js';
import { korningar, TESTGRANS_MS } from './slumpfro.js';

const STEG_MAX = 120;
/** Each run makes the tables of every projection twice: these take a few seconds together. */
const KORNINGAR = 8;

let prov: Awaited<ReturnType<typeof nyttOmbyggnadsprov>>;
beforeAll(async () => {
  prov = await nyttOmbyggnadsprov();
});
afterAll(() => prov.stang());

const delningar = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

/** Rows of the ledger that break a rule; none in a sound one. */
const brott = {
  verifikationerIObalans: () => prov.readStore.sql`
    select ordinal, sum(belopp_ore)::bigint as differens from huvudbok.rad group by 1 having sum(belopp_ore) <> 0`,
  summaAvAllt: () => prov.readStore.sql`
    select sum(belopp_ore)::bigint as summa from huvudbok.rad having sum(belopp_ore) <> 0`,
  verifikationerUtanRader: () => prov.readStore.sql`
    select v.ordinal, r.ordinal as rad from huvudbok.verifikation v
    full join (select distinct ordinal from huvudbok.rad) r using (ordinal)
    where v.ordinal is null or r.ordinal is null`,
  saldonSomInteArRadernasSumma: () => prov.readStore.sql`
    with summor as (
      select forbund, extract(year from datum)::int as ar, extract(month from datum)::int as manad, konto, insats, motpart,
        ordinal, sum(sum(belopp_ore)) over dittills::bigint as rorelse_ore,
        sum(sum(greatest(belopp_ore, 0))) over dittills::bigint as debet_ore, sum(sum(uppgift)) over dittills::int as uppgifter
      from huvudbok.rad group by forbund, datum, konto, insats, motpart, ordinal
      window dittills as (
        partition by forbund, extract(year from datum), extract(month from datum), konto, insats, motpart order by ordinal
      )
    )
    select * from summor s full join (
      select k.forbund, k.ar, k.manad, k.konto, k.insats, k.motpart, o.ordinal, o.rorelse_ore, o.debet_ore, o.uppgifter
      from huvudbok.saldo o left join huvudbok.saldonyckel k on (k.ordinal, k.nr) = (o.nyckel_ordinal, o.nyckel_nr)
    ) o using (forbund, ar, manad, konto, insats, motpart, ordinal)
    where (s.rorelse_ore, s.debet_ore, s.uppgifter) is distinct from (o.rorelse_ore, o.debet_ore, o.uppgifter)`,
  nycklarSomInteArManadensForstaRad: () => prov.readStore.sql`
    select * from (
      select distinct on (1, 2, 3, 4, 5, 6) forbund, extract(year from datum)::int as ar, extract(month from datum)::int as manad,
        konto, insats, motpart, ordinal, nr
      from huvudbok.rad order by 1, 2, 3, 4, 5, 6, ordinal, nr
    ) f full join huvudbok.saldonyckel n using (forbund, ar, manad, konto, insats, motpart)
    where (f.ordinal, f.nr) is distinct from (n.ordinal, n.nr)`,
  nycklarSomInteHarSittSistaSaldo: () => prov.readStore.sql`
    select * from huvudbok.saldonyckel n left join (
      select distinct on (nyckel_ordinal, nyckel_nr) * from huvudbok.saldo order by nyckel_ordinal, nyckel_nr, ordinal desc
    ) s on (s.nyckel_ordinal, s.nyckel_nr) = (n.ordinal, n.nr)
    where (s.ordinal, s.rorelse_ore, s.debet_ore, s.uppgifter) is distinct from (n.senaste, n.rorelse_ore, n.debet_ore, n.uppgifter)`,
};

async function kontrolleraHuvudbok(): Promise<void> {
  for (const [regel, fraga] of Object.entries(brott))
    expect([regel, [...(await fraga())]]).toEqual([regel, []]);
}

describe('en slumpad historia av alla sammanhang', () => {
  it(
    'ger samma läsmodeller levande, i vilka omgångar som helst, som ombyggda från noll; och huvudboken går ihop',
    async () => {
      await fc.assert(
        fc.asyncProperty(historia(STEG_MAX), delningar, async (h, d) => {
          await omLika(allaProjektioner(), h, { ...prov, delningar: d });
          await kontrolleraHuvudbok();
        }),
        korningar(KORNINGAR),
      );
    },
    TESTGRANS_MS,
  );

  it(
    'ger vid varje ordning det utfall och de saldon som en enkel genomräkning av händelserna ger',
    async () => {
      const fragor = fc.array(fc.record({ period, hogst: dag, del: fc.nat(STEG_MAX) }), {
        minLength: 5,
        maxLength: 15,
      });
      await fc.assert(
        fc.asyncProperty(historia(STEG_MAX), delningar, fragor, async (h, d, f) => {
          await omLika([new HuvudbokProjektion()], h, { ...prov, delningar: d });
          await prov.readStore.las(['huvudbok'], async (sql) => {
            for (const { period: p, hogst, del } of f) {
              const fraga = { forbund: FORBUND, period: p, ordinal: del % (h.length + 1) };
              expect(ordnade(await utfallPerPost(sql, fraga))).toEqual(naivtUtfall(h, fraga));
              const saldofraga = { forbund: FORBUND, per: hogst, ordinal: fraga.ordinal };
              for (const f of [saldofraga, { ...saldofraga, alla: true as const }])
                expect(await saldon(sql, f)).toEqual(naivaSaldon(h, f));
              const bokfort = await bokfortTill(sql, { ordinal: fraga.ordinal, hogst });
              expect(new Set(bokfort)).toEqual(
                new Set(naivtBokfortTill(h, { ordinal: fraga.ordinal, hogst })),
              );
            }
          });
        }),
        korningar(KORNINGAR),
      );
    },
    TESTGRANS_MS,
  );
});
