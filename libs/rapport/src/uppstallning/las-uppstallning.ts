import type { RedovisadeAr } from '#bokforing/public.js';
import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import {
  formelnsKolumner,
  type Kolumndefinition,
  type Rapportdefinition,
  type Tabelldefinition,
} from '#rapportlayout/public.js';
import { kallnyckel, type Belopp, type Kalla } from '../stomme/belopp.js';
import { kolumnensAnmarkning, kolumnensKalla, kolumnrubrik, type Kolumnfraga } from './kolumnkallor.js';
import type { Beloppslasning } from '../stomme/beloppslasning.js';
import { stallUpp } from './stall-upp.js';
import type { Uppstallningskolumn, Uppstallningstabell } from './uppstallning.js';

export interface Uppstallningsfraga {
  readonly forbund: readonly {
    readonly forbund: ForbundId;
    readonly namn: string;
    readonly definition: Rapportdefinition;
  }[];
  readonly ar: Ar;
  readonly per: Datum;
}

/** The tables of each förbund, set up by its own definition from one snapshot. */
export async function lasUppstallning(
  f: Uppstallningsfraga,
  lasning: Beloppslasning,
): Promise<Uppstallningstabell[]> {
  const { register, redovisade } = await lasning.underlag();
  const fragor = (forbund: ForbundId): Kolumnfraga => kolumnfragan(f, redovisade, forbund);
  const kallor = new Kallor();
  for (const { forbund, definition } of f.forbund)
    for (const k of definition.tabeller.flatMap((t) => t.kolumner))
      kallor.behover(forbund, kolumnensKalla(k, fragor(forbund)));
  await kallor.las(lasning);
  return f.forbund.flatMap(({ forbund, namn, definition }) =>
    definition.tabeller.map((tabell) => {
      const kolumner = tabell.kolumner.map((k) => kolumnen(k, tabell, forbund, fragor(forbund), kallor));
      const eget = register.get(forbund);
      return stallUpp(tabell, {
        forbund,
        namn,
        kolumner,
        register: eget ?? { poster: new Map(), konton: new Map(), motparter: new Map() },
      });
    }),
  );
}

/** The same source is read once, for all förbund and columns that want it. */
class Kallor {
  readonly #behov = new Map<string, { kalla: Kalla; forbund: Set<ForbundId> }>();
  readonly #belopp = new Map<string, readonly Belopp[]>();

  behover(forbund: ForbundId, kalla: Kalla | undefined): void {
    if (!kalla) return;
    const nyckel = kallnyckel(kalla);
    const behov = this.#behov.get(nyckel) ?? { kalla, forbund: new Set() };
    behov.forbund.add(forbund);
    this.#behov.set(nyckel, behov);
  }

  /** What the same förbund want is read together. */
  async las(lasning: Beloppslasning): Promise<void> {
    const grupper = new Map<string, { kallor: Kalla[]; forbund: ForbundId[] }>();
    for (const { kalla, forbund } of this.#behov.values()) {
      const grupp = grupper.get([...forbund].join()) ?? { kallor: [], forbund: [...forbund] };
      grupp.kallor.push(kalla);
      grupper.set(grupp.forbund.join(), grupp);
    }
    await Promise.all(
      [...grupper.values()].map(async ({ kallor, forbund }) => {
        const belopp = await lasning.las(kallor, forbund);
        for (const [n, kalla] of kallor.entries()) this.#belopp.set(kallnyckel(kalla), belopp[n] ?? []);
      }),
    );
  }

  av(forbund: ForbundId, kalla: Kalla | undefined): Belopp[] {
    const alla = kalla === undefined ? [] : (this.#belopp.get(kallnyckel(kalla)) ?? []);
    return alla.filter((b) => b.forbund === forbund);
  }
}

function kolumnen(
  kolumn: Kolumndefinition,
  tabell: Tabelldefinition,
  forbund: ForbundId,
  fraga: Kolumnfraga,
  kallor: Kallor,
): Uppstallningskolumn {
  if (kolumn.slag === 'avvikelse') {
    const par = formelnsKolumner(kolumn.formel, tabell.kolumner);
    const gemensamt = {
      id: kolumn.id,
      rubrik: kolumn.rubrik,
      slag: kolumn.slag,
      ar: null,
      kalla: undefined,
      belopp: [],
    };
    return par ? { ...gemensamt, formel: [par[0].id, par[1].id] } : gemensamt;
  }
  const ar = fraga.ar + kolumn.ar;
  const kalla = kolumnensKalla(kolumn, fraga);
  const alla = kallor.av(forbund, kalla);
  const anmarkning = kolumnensAnmarkning(kolumn, fraga) ?? balansensAnmarkning(kalla, alla);
  const belopp =
    kolumn.slag === 'saldo' && kolumn.matt !== 'alla' ? alla.filter((b) => b.matt === kolumn.matt) : alla;
  return {
    id: kolumn.id,
    rubrik: kolumnrubrik(kolumn.rubrik, kalla, ar),
    slag: kolumn.slag,
    ar,
    kalla,
    belopp,
    ...(anmarkning === undefined ? {} : { anmarkning }),
  };
}

/** That what has moved is known, and not what stands. */
const balansensAnmarkning = (kalla: Kalla | undefined, alla: readonly Belopp[]): string | undefined =>
  kalla?.slag === 'saldo' && alla.length > 0 && alla.every((b) => b.matt === 'rorelse')
    ? `Balanserna per ${kalla.per} är inte kända: ingen ingående balans är bokförd, och källan säger inte vad resultatet bokfördes mot.`
    : undefined;

/** What a förbund's columns are asked with. */
const kolumnfragan = (
  { ar, per }: Uppstallningsfraga,
  redovisade: RedovisadeAr,
  forbund: ForbundId,
): Kolumnfraga => ({
  ar,
  per,
  bokfortTill: (y) => redovisade.av(forbund, y)?.sista ?? undefined,
  jamforelsedag: (y, dag) => redovisade.jamforelsedag(forbund, y, dag),
});
