import { LAGENS_ANDELAR, sammaAndelar, type Finansieringsfakta } from '#finansiering/public.js';
import type { Ore } from '#kernel/ore.js';
import type { Andelskontroll, Forbundsfinansiering, Partrad, Undantag } from './rader.js';

const skillnad = (a: Ore | null, b: Ore | null): Ore => (a === null || b === null ? 0n : a - b);

type Delar = Omit<Forbundsfinansiering, 'kontroller' | 'undantag'>;

export function undantagen(
  f: Delar,
  kontroller: readonly Andelskontroll[],
  andelar: Finansieringsfakta['andelar'],
): Undantag[] {
  const over = (slag: Undantag['slag'], p: Partrad, beloppOre: Ore, text: string): Undantag[] =>
    beloppOre > 0n ? [{ slag, part: p.part, beloppOre, text }] : [];
  const olika = (slag: Undantag['slag'], beloppOre: Ore, text: string): Undantag[] =>
    beloppOre === 0n ? [] : [{ slag, part: null, beloppOre, text }];
  return [
    ...kontroller.flatMap(({ grund, rader }) =>
      (rader ?? [])
        .filter((r) => r.avvikelseOre !== 0n)
        .map((r): Undantag => {
          const text = `${grund === 'beslutat' ? 'Beslutat' : 'Bokfört'} avviker från partens andel`;
          return { slag: 'andel-avviker', part: r.part, beloppOre: r.avvikelseOre, text };
        }),
    ),
    ...(andelar && !sammaAndelar(andelar, LAGENS_ANDELAR)
      ? [
          {
            slag: 'andra-andelar' as const,
            part: null,
            beloppOre: null,
            text: 'Huvudmännen har angett andra andelar än ½ ¼ ¼',
          },
        ]
      : []),
    ...f.parter.flatMap((p) => [
      ...over(
        'fakturerat-over-beslutat',
        p,
        skillnad(p.faktureratOre, p.beslutatOre),
        'Mer är fakturerat än beslutat',
      ),
      ...over('mottaget-over-fakturerat', p, -(p.obetaltOre ?? 0n), 'Mer är mottaget än fakturerat'),
      ...over(
        'medlemmar-over-part',
        p,
        -(p.ofordelatOre ?? 0n),
        'Medlemmarna har beslutat mer än hela parten',
      ),
    ]),
    ...olika(
      'periodiserat-skiljer-bokfort',
      skillnad(f.summa.periodiseratOre, f.summa.bokfortOre),
      'Periodiserat skiljer sig från bokfört',
    ),
    ...olika(
      'forutbetalt-skiljer-bokfort',
      skillnad(f.summa.forutbetaltOre, f.bokfordSkuldOre),
      'Förutbetalt enligt fakturorna skiljer sig från skulden i huvudboken',
    ),
    ...olika(
      'beslut-skiljer-budget',
      f.beslutatEnligt === 'beslut' ? skillnad(f.summa.beslutatOre, f.budgetOre) : 0n,
      'Beslutat skiljer sig från styrelsens budget',
    ),
  ];
}
