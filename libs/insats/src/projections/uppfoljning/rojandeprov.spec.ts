import { expect, it } from '@jest/globals';
import fc, { type Arbitrary } from 'fast-check';
import { korningar } from '../../../../../test/property/slumpfro.js';
import type { Avslutsorsak, Uppfoljningsuppgifter } from '../../domain/uppfoljning.events.js';
import { cellerAv } from './celler.js';
import { Lasare } from './lasare.fixtures.js';
import { dolda } from './smacellsskydd.js';

/** A table of reasons by sex, with what is unknown of each; what is not told of it is left out. */
interface Tabell {
  readonly rader: readonly { readonly kvinnor: number; readonly man: number; readonly okant: number }[];
  readonly utanOrsak: number;
  readonly medKon: boolean;
  readonly medKors: boolean;
}

/** Each is a search of its own. */
const KORNINGAR = 300;

const ORSAKER: readonly Avslutsorsak[] = ['arbete', 'studier', 'sjukdom'];
const fatal = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4, max: 15 }) },
);
const okant = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 8 }) },
);
const tabell: Arbitrary<Tabell> = fc.record({
  rader: fc.array(fc.record({ kvinnor: fatal, man: fatal, okant }), { minLength: 1, maxLength: 3 }),
  utanOrsak: okant,
  medKon: fc.boolean(),
  medKors: fc.boolean(),
});

function uppgifter({ rader, utanOrsak, medKon, medKors }: Tabell): Uppfoljningsuppgifter {
  const kon = (k: { kvinnor: number; man: number }, med: boolean) =>
    med ? { kvinnor: k.kvinnor, man: k.man } : {};
  const summa = (vad: 'kvinnor' | 'man' | 'okant') => rader.reduce((s, r) => s + r[vad], 0);
  const alla = { kvinnor: summa('kvinnor'), man: summa('man') };
  return {
    avslutade: {
      totalt: alla.kvinnor + alla.man + summa('okant') + utanOrsak,
      ...kon(alla, medKon),
      orsaker: rader.map((r, n) => ({
        orsak: ORSAKER[n] ?? 'ovrigt',
        totalt: r.kvinnor + r.man + r.okant,
        ...kon(r, medKors),
      })),
    },
  };
}

const avslojade = (...versioner: readonly Tabell[]): string[] => {
  const celler = versioner.map((v) => cellerAv(uppgifter(v)));
  const skydd = dolda(celler);
  return new Lasare(celler.map((c, n) => ({ celler: c, dolda: skydd[n] ?? new Set() }))).avslojade();
};

it('läsaren i provet ser det som ett ensamt dolt tal är', () => {
  const celler = cellerAv({ avslutade: { totalt: 20, kvinnor: 17, man: 3 } });
  const lasare = (...d: string[]) => new Lasare([{ celler, dolda: new Set(d) }]).avslojade();
  expect(lasare('avslutade.man')).toEqual(['avslutade.man=3@0']);
  expect(lasare('avslutade.man', 'avslutade.kvinnor')).toEqual([]);
});

it('inget litet antal kan räknas ut ur det som visas', () => {
  fc.assert(
    fc.property(tabell, (t) => {
      expect(avslojade(t)).toEqual([]);
    }),
    korningar(KORNINGAR),
  );
});

it('inte heller ur rättelser och det som de rättar', () => {
  const rattelse = fc.record({
    n: fc.nat(2),
    vad: fc.constantFrom('kvinnor', 'man', 'okant' as const),
    nytt: fatal,
  });
  const ratta = (
    t: Tabell,
    { n, vad, nytt }: { n: number; vad: 'kvinnor' | 'man' | 'okant'; nytt: number },
  ) => ({
    ...t,
    rader: t.rader.map((r, i) => (i === n % t.rader.length ? { ...r, [vad]: nytt } : r)),
  });
  fc.assert(
    fc.property(
      tabell,
      fc.array(fc.array(rattelse, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 2 }),
      (forsta, rattelser) => {
        const versioner = [forsta];
        for (const r of rattelser) versioner.push(r.reduce(ratta, versioner.at(-1) ?? forsta));
        expect(avslojade(...versioner)).toEqual([]);
      },
    ),
    korningar(KORNINGAR),
  );
});
