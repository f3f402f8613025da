import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  forbundsmal,
  mattetsPeriod,
  mattnyckel,
  taIsar,
  type Dokumentstruktur,
  type Forbundsmal,
  type Matt,
} from '#inlasning/public.js';
import type { Ore } from '#kernel/ore.js';
import { arResultatslag, delaPostId, type PostId } from '#kernel/poster.js';
import { avstam, mattAttLasa } from '#rapport/avstamning/avstamning.js';
import { korningar } from './slumpfro.js';
import { balanstryck, halvar, tryckHalvar } from './tryckta-balanser.js';

/** What the read models would hold of a target, without a database. */
function iBoken(mal: Forbundsmal, matt: Matt): Map<PostId, Ore> {
  if (matt.slag === 'ib') return new Map(mal.balanser.ingaende.get(matt.ar));
  if (matt.slag === 'ub') return new Map(mal.balanser.utgaende.get(matt.per));
  const { fran, till } = mattetsPeriod(matt);
  const ut = new Map<PostId, Ore>();
  for (const [dag, poster] of mal.utfall)
    if (fran <= dag && dag <= till) for (const [p, o] of poster) ut.set(p, (ut.get(p) ?? 0n) + o);
  return ut;
}

function avstamd(
  struktur: Dokumentstruktur,
  andra: (bok: Map<string, Map<PostId, Ore>>) => void = () => undefined,
) {
  const mal = forbundsmal('provforbundet', [struktur]);
  const bok = new Map(mattAttLasa(struktur).map((m) => [mattnyckel(m), iBoken(mal, m)]));
  andra(bok);
  const overordnade = [...mal.poster].flatMap(([post, p]): [PostId, PostId][] =>
    p.overordnad === undefined ? [] : [[post, p.overordnad]],
  );
  return { mal, svar: avstam(struktur, bok, overordnade) };
}

it('reconciles every cell of a balance sheet, its notes and its kassaflödesanalys', () => {
  fc.assert(
    fc.property(halvar, balanstryck, (h, t) => {
      const struktur = taIsar(tryckHalvar(h, t));
      const { svar } = avstamd(struktur);
      expect(svar.skillnader.filter((s) => s.slag === 'oforklarad')).toEqual([]);
      expect(svar.ejAvstamda).toEqual([]);
    }),
    korningar(150),
  );
});

it('finds no fault in a document that prints the truth in kronor', () => {
  fc.assert(
    fc.property(halvar, balanstryck, (h, t) => {
      fc.pre(t.enhet === 'kr');
      const struktur = taIsar(tryckHalvar(h, t));
      const { svar } = avstamd(struktur);
      expect(svar.skillnader.filter((s) => s.slag === 'kallfel')).toEqual([]);
    }),
    korningar(150),
  );
});

it('leaves nothing on the unspecified side where the document balances to the krona', () => {
  fc.assert(
    fc.property(halvar, balanstryck, (h, t) => {
      fc.pre(t.enhet === 'kr');
      const struktur = taIsar(tryckHalvar(h, t));
      const { mal } = avstamd(struktur);
      const stallning = mal.balanser.utgaende.get('2024-06-30' as never) ?? new Map<PostId, Ore>();
      let kvar = 0n;
      for (const [post, ore] of stallning) kvar += delaPostId(post).slag === 'tillgang' ? ore : -ore;
      for (const [dag, poster] of mal.utfall)
        if (dag.startsWith('2024'))
          for (const [post, ore] of poster) if (arResultatslag(delaPostId(post).slag)) kvar -= ore;
      expect(kvar).toBe(0n);
    }),
    korningar(150),
  );
});

it('turns a moved amount unexplained where it is covered, and never into a fault of the source', () => {
  fc.assert(
    fc.property(halvar, balanstryck, (h, t) => {
      const struktur = taIsar(tryckHalvar(h, t));
      const fore = avstamd(struktur).svar;
      // Two of the coarsest units, from the bank to the first claim: within a voucher that balances.
      const flytt = 200_000n * 2n;
      const efter = avstamd(struktur, (bok) => {
        const ub = bok.get('ub|2024-06-30');
        const fordran = [...(ub?.keys() ?? [])].find(
          (p) => p.startsWith('tillgang:fordran-0') || p.includes('motpart'),
        );
        ub?.set('tillgang:bank', (ub.get('tillgang:bank') ?? 0n) - flytt);
        if (fordran) ub?.set(fordran, (ub.get(fordran) ?? 0n) + flytt);
      }).svar;
      const namn = (slag: string, a: typeof fore): string[] =>
        a.skillnader.filter((s) => s.slag === slag).map((s) => `${s.tabell}|${s.cell}|${s.kolumn}`);
      expect(namn('oforklarad', efter)).toContain('balans|Bank|ub');
      expect(namn('kallfel', efter).filter((k) => !namn('kallfel', fore).includes(k))).toEqual([]);
    }),
    korningar(100),
  );
});
