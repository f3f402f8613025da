import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  forbundsmal,
  Grenar,
  mattetsPeriod,
  mattnyckel,
  taIsar,
  type Dokumentstruktur,
  type Forbundsmal,
  type Matt,
} from '#inlasning/public.js';
import { arFor } from '#kernel/datum.js';
import type { Ore } from '#kernel/ore.js';
import type { PostId } from '#kernel/poster.js';
import { avstam, mattAttLasa } from '#rapport/avstamning/avstamning.js';
import { valjer } from '#rapport/avstamning/cell.js';
import { celler } from '#rapport/avstamning/celler.js';
import { korningar } from './slumpfro.js';
import { sanningar, trycktDokument, tryckval } from './tryckta-dokument.js';

const ETT_DOKUMENT = fc
  .tuple(sanningar, tryckval)
  .map(([s, v]) => taIsar(trycktDokument('rapport', 2024, s, v)));

/** What the read models would hold of a target, without a database: the same sums over the same days. */
function iBoken(mal: Forbundsmal, matt: Matt, struktur: Dokumentstruktur): Map<PostId, Ore> {
  const ut = new Map<PostId, Ore>();
  if (matt.slag === 'utfall') {
    const { fran, till } = mattetsPeriod(matt);
    for (const [dag, poster] of mal.utfall)
      if (fran <= dag && dag <= till) for (const [p, o] of poster) ut.set(p, (ut.get(p) ?? 0n) + o);
    return ut;
  }
  const versioner =
    matt.slag === 'budget'
      ? [...(mal.budgetar.get(matt.ar) ?? [])].filter(([den]) => den <= struktur.datum)
      : matt.slag === 'prognos'
        ? [...(mal.prognoser.get(matt.ar) ?? [])].filter(([avser]) => avser === matt.avser)
        : [];
  return new Map(versioner.sort(([a], [b]) => (a < b ? -1 : 1)).at(-1)?.[1].rader);
}

const bokfort = (mal: Forbundsmal, struktur: Dokumentstruktur) =>
  new Map(mattAttLasa(struktur).map((m) => [mattnyckel(m), iBoken(mal, m, struktur)]));

const overordnade = (mal: Forbundsmal): [PostId, PostId][] =>
  [...mal.poster].flatMap(([post, p]): [PostId, PostId][] =>
    p.overordnad === undefined ? [] : [[post, p.overordnad]],
  );

const namnet = (d: { tabell: string; cell: string; kolumn: string }): string =>
  `${d.tabell}|${d.cell}|${d.kolumn}`;

/** The cells of utfall that count a post, by what they compute: those that read 1 when only the post has money. */
const tackande = (struktur: Dokumentstruktur, mal: Forbundsmal, post: PostId): string[] =>
  celler(struktur, Grenar.av(struktur, overordnade(mal)))
    .filter((c) => c.matten.some((m) => m.slag === 'utfall'))
    .filter((c) => c.berakna((_matt, val) => (valjer(val, post) ? 1n : 0n)) !== 0n)
    .map((c) => `${c.tabell}|${c.namn}|${c.kolumn}`);

describe('a printed document, loaded and reconciled', () => {
  it('has no unexplained cell, whatever its units, signs, notes and missing rows', () => {
    fc.assert(
      fc.property(ETT_DOKUMENT, (struktur) => {
        const mal = forbundsmal('provforbundet', [struktur]);
        const svar = avstam(struktur, bokfort(mal, struktur), overordnade(mal));
        expect(svar.skillnader.filter((s) => s.slag === 'oforklarad')).toEqual([]);
      }),
      korningar(200),
    );
  });

  it('turns every equal cell that covers a changed figure unexplained, and none into a fault of the source', () => {
    fc.assert(
      fc.property(ETT_DOKUMENT, fc.nat(), (struktur, n) => {
        const mal = forbundsmal('provforbundet', [struktur]);
        const fore = avstam(struktur, bokfort(mal, struktur), overordnade(mal));
        const bok = bokfort(mal, struktur);
        const halvar = bok.get('utfall|2024-01-01|2024-06-30') ?? new Map<PostId, Ore>();
        const [post] = [...halvar.keys()].slice(n % halvar.size);
        // Two units of the coarsest table there is, in every period that holds the half year.
        const flytt = 200_000n * 2n;
        if (post === undefined) return;
        for (const [nyckel, poster] of bok)
          if (nyckel.startsWith('utfall')) poster.set(post, (poster.get(post) ?? 0n) + flytt);
        const efter = avstam(struktur, bok, overordnade(mal));
        const likaFore = tackande(struktur, mal, post).filter(
          (c) => !fore.skillnader.some((d) => namnet(d) === c),
        );
        const oforklarade = efter.skillnader.filter((d) => d.slag === 'oforklarad').map(namnet);
        expect(likaFore.filter((c) => !oforklarade.includes(c))).toEqual([]);
        const kallfel = (a: typeof fore): string[] =>
          a.skillnader.filter((s) => s.slag === 'kallfel').map((s) => `${s.tabell}|${s.cell}|${s.kolumn}`);
        expect(kallfel(efter).filter((k) => !kallfel(fore).includes(k))).toEqual([]);
      }),
      korningar(200),
    );
  });
});

describe('several documents', () => {
  it('give the same target in whatever order they are loaded', () => {
    const dokument = fc.array(fc.tuple(sanningar, tryckval, fc.constantFrom(2023, 2024)), {
      minLength: 2,
      maxLength: 4,
    });
    fc.assert(
      fc.property(dokument, fc.infiniteStream(fc.nat()), (utkast, slump) => {
        const strukturer = utkast.map(([s, v, ar], n) => taIsar(trycktDokument(`rapport-${n}`, ar, s, v)));
        const blandade = [...strukturer].sort(() => (slump.next().value % 2 === 0 ? -1 : 1));
        expect(forbundsmal('provforbundet', blandade)).toEqual(forbundsmal('provforbundet', strukturer));
      }),
      korningar(200),
    );
  });

  it('leave the latest one without an unexplained cell', () => {
    fc.assert(
      fc.property(sanningar, sanningar, tryckval, tryckval, (a, b, va, vb) => {
        const forsta = taIsar(trycktDokument('a-delar', 2024, a, { ...va, helar: false }));
        const andra = taIsar(trycktDokument('b-ars', 2024, b, { ...vb, helar: true }));
        const mal = forbundsmal('provforbundet', [andra, forsta]);
        const svar = avstam(andra, bokfort(mal, andra), overordnade(mal));
        expect(svar.skillnader.filter((s) => s.slag === 'oforklarad')).toEqual([]);
      }),
      korningar(200),
    );
  });
});

it('counts days of a target within its year', () => {
  fc.assert(
    fc.property(ETT_DOKUMENT, (struktur) => {
      const dagar = [...forbundsmal('provforbundet', [struktur]).utfall.keys()];
      expect(dagar.every((d) => arFor(d) === 2024)).toBe(true);
    }),
    korningar(50),
  );
});
