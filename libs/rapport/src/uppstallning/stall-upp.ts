import { assert } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import { summa as summeraOre, type Ore } from '#kernel/ore.js';
import { POSTSLAG, type PostId } from '#kernel/poster.js';
import {
  avsnittenI,
  EJ_I_UPPSTALLNINGEN,
  omfattarAllt,
  type Avsnitt,
  type Avstamning,
  type Delning,
  type Omforing,
  type Rad,
  type Sida,
  type Summa,
  type Tabelldefinition,
} from '#rapportlayout/public.js';
import type { Kontoregister } from '../stomme/belopp.js';
import { dela, gemensamt, jamforbaraPoster, type Delningsunderlag } from './delning.js';
import { placera, restensId, valda, type Placering } from './placering.js';
import type {
  Bidrag,
  Cell,
  Term,
  Uppstallningskolumn,
  Uppstallningsrad,
  Uppstallningstabell,
} from './uppstallning.js';
import { mojligaSlag, sidanFor, valjare } from './urval.js';

const EJ_I_UPPSTALLNINGENS_RAD = 'Ej i uppställningen';

export interface Uppstallningsunderlag {
  readonly forbund: ForbundId;
  readonly namn: string;
  readonly kolumner: readonly Uppstallningskolumn[];
  readonly register: Kontoregister;
}

/** Pure: the same definition and the same money give the same table. */
export function stallUpp(definition: Tabelldefinition, u: Uppstallningsunderlag): Uppstallningstabell {
  const rader = new Uppstallare(definition, u).rader();
  return { forbund: u.forbund, namn: u.namn, definition, kolumner: u.kolumner, rader };
}

/** A row that a sum adds, and the side that it is shown on. */
interface Delrad {
  readonly rad: string;
  readonly sida: Sida;
}

interface Delsumma {
  readonly bidrag: readonly Bidrag[];
  readonly sida: Sida;
  readonly delar: readonly Delrad[];
}

interface Ny {
  readonly id: string;
  readonly typ: Uppstallningsrad['typ'];
  readonly rad: string;
  readonly niva: number;
  readonly sida: Sida;
  readonly bidrag: readonly Bidrag[];
  readonly delar?: readonly Delrad[];
  /** The post that the row is about, where it is not only that of its money. */
  readonly post?: PostId | undefined;
}

/** One table while it is set up. */
class Uppstallare {
  readonly #placering: Placering;
  readonly #delning: Delningsunderlag;
  /** What sections and sums hold, by id: for the sums and checks below them. */
  readonly #summor = new Map<string, Delsumma>();

  constructor(
    private readonly definition: Tabelldefinition,
    private readonly u: Uppstallningsunderlag,
  ) {
    this.#placering = placera(definition, u.kolumner, u.register);
    const { alla } = this.#placering;
    this.#delning = { register: u.register, jamforbara: jamforbaraPoster(alla, u.register) };
  }

  rader(): Uppstallningsrad[] {
    let restVisad = false;
    const rader = this.definition.rader.flatMap((block) => {
      if (block.typ === 'avsnitt') return this.#avsnitt(block);
      if (block.typ === 'avstamning') return this.#avstamning(block);
      if (!omfattarAllt(this.definition, block.id)) return [this.#summa(block)];
      const rest = restVisad ? [] : this.#utanAvsnitt();
      restVisad = true;
      return [...rest, this.#summa(block)];
    });
    return this.definition.rader.reduce(
      (alla, block) => (block.typ === 'avstamning' ? utanMotstycke(alla, block) : alla),
      rader,
    );
  }

  #avsnitt(avsnitt: Avsnitt): Uppstallningsrad[] {
    const { id, rubrik, summa, urval } = avsnitt;
    const slagen = mojligaSlag(urval, mojligaSlag(this.definition.omfattar));
    const sida = sidanFor(this.definition.tecken, slagen);
    const rader = [
      ...avsnitt.rader.flatMap((r) =>
        r.typ === 'rad'
          ? this.#rad(r, r.sida ?? sidanFor(this.definition.tecken, mojligaSlag(r.urval, slagen)))
          : [this.#omforing(r, sida)],
      ),
      ...this.#rest(restensId(id), sida, 1),
    ];
    const ids = [...avsnitt.rader.map((r) => r.id), restensId(id)];
    const bidrag = ids.flatMap((r) => this.#placering.rader.get(r) ?? []);
    const delar = barande(rader);
    this.#summor.set(id, { bidrag, sida, delar });
    if (arDolt(avsnitt, bidrag)) return [];
    return [
      ...(rubrik === undefined ? [] : [this.#rubrik(`${id}/rubrik`, rubrik, 0)]),
      ...rader,
      ...(summa === undefined
        ? []
        : [this.#ny({ id, typ: 'summa', rad: summa, niva: 1, sida, bidrag, delar })]),
    ];
  }

  #rad(rad: Rad, sida: Sida): Uppstallningsrad[] {
    const bidrag = this.#placering.rader.get(rad.id) ?? [];
    const [delning, ...vidare] = rad.delas ?? [];
    if (delning === undefined)
      return [this.#ny({ id: rad.id, typ: 'rad', rad: rad.rad ?? rad.id, niva: 1, sida, bidrag })];
    if (bidrag.length === 0) return [];
    return rad.rad === undefined
      ? this.#delar(rad.id, bidrag, delning, vidare, sida, 1)
      : [
          this.#rubrik(`${rad.id}/rubrik`, rad.rad, 1),
          ...this.#delar(rad.id, bidrag, delning, vidare, sida, 2),
        ];
  }

  /** A row for each part; for each that is divided further, a heading, its parts, and their sum. */
  #delar(
    id: string,
    bidrag: readonly Bidrag[],
    delning: Delning,
    vidare: readonly Delning[],
    sida: Sida,
    niva: number,
  ): Uppstallningsrad[] {
    const [nasta, ...resten] = vidare;
    return dela(bidrag, delning, this.#delning).flatMap((del) => {
      const delens = { id: `${id}/${del.id}`, sida, bidrag: del.bidrag, post: del.post };
      if (nasta === undefined) return [this.#ny({ typ: 'rad', rad: del.rad, niva, ...delens })];
      const inre = this.#delar(delens.id, del.bidrag, nasta, resten, sida, niva + 1);
      return [
        this.#rubrik(`${delens.id}/rubrik`, del.rad, niva),
        ...inre,
        this.#ny({
          typ: 'summa',
          rad: `Summa ${del.rad}`,
          niva: niva + 1,
          delar: barande(inre),
          ...delens,
        }),
      ];
    });
  }

  #omforing(rad: Omforing, sida: Sida): Uppstallningsrad {
    const bidrag = this.#placering.rader.get(rad.id) ?? [];
    const flyttat = this.#ny({ id: rad.id, typ: 'rad', rad: rad.rad, niva: 1, sida, bidrag });
    // Where there is money at all, what is not moved is known: nothing is.
    const celler = new Map(
      this.u.kolumner.map((k): [string, Cell] => {
        const cell = flyttat.celler.get(k.id);
        const inget = k.belopp.length > 0 ? 0n : null;
        return [k.id, { ore: cell?.ore ?? inget, bidrag: cell?.bidrag ?? [] }];
      }),
    );
    return { ...flyttat, celler };
  }

  /** What no line took, by konto, so that it can be seen what it is. */
  #rest(
    id: string,
    sida: Sida,
    niva: number,
    bidrag = this.#placering.rader.get(id) ?? [],
  ): Uppstallningsrad[] {
    return dela(bidrag, 'konto', this.#delning).map((del) =>
      this.#ny({
        id: `${id}/${del.id}`,
        typ: 'rad',
        rad: `${EJ_I_UPPSTALLNINGENS_RAD}: ${del.rad}`,
        niva,
        sida,
        bidrag: del.bidrag,
      }),
    );
  }

  #utanAvsnitt(): Uppstallningsrad[] {
    const { utanAvsnitt } = this.#placering;
    const sida = sidanFor(this.definition.tecken, POSTSLAG);
    const rader = this.#rest(EJ_I_UPPSTALLNINGEN, sida, 1, utanAvsnitt);
    this.#summor.set(EJ_I_UPPSTALLNINGEN, { bidrag: utanAvsnitt, sida, delar: barande(rader) });
    return rader.length === 0
      ? []
      : [this.#rubrik(`${EJ_I_UPPSTALLNINGEN}/rubrik`, EJ_I_UPPSTALLNINGENS_RAD, 0), ...rader];
  }

  #summa({ id, rad, av, sida }: Summa): Uppstallningsrad {
    const allt = omfattarAllt(this.definition, id);
    const avsnitt = avsnittenI(this.definition, id).flatMap((a) => this.#summor.get(a) ?? []);
    const rest = allt ? this.#summor.get(EJ_I_UPPSTALLNINGEN) : undefined;
    const bidrag = [...avsnitt, ...(rest ? [rest] : [])].flatMap((d) => d.bidrag);
    if (allt) this.#kontrolleraAllt(bidrag);
    const sidor = new Set(avsnitt.map((d) => d.sida));
    const [enda] = sidor;
    const visas = sida ?? (sidor.size === 1 && enda ? enda : 'kredit');
    const delar = [...av.flatMap((del) => this.#synligaDelar(del)), ...(rest?.delar ?? [])];
    this.#summor.set(id, { bidrag, sida: visas, delar });
    return this.#ny({ id, typ: 'summa', rad, niva: 0, sida: visas, bidrag, delar });
  }

  /** A part of a sum by its own row, or by its rows where it has none. */
  #synligaDelar(id: string): readonly Delrad[] {
    const block = this.definition.rader.find((r) => r.id === id);
    const summa = this.#summor.get(id);
    if (!summa) return [];
    const harRad =
      block?.typ === 'summa' ||
      (block?.typ === 'avsnitt' && block.summa !== undefined && !arDolt(block, summa.bidrag));
    return harRad ? [{ rad: id, sida: summa.sida }] : summa.delar;
  }

  /** Every krona that the table covers is in the sum of it all: nothing is lost on the way, and nothing counted twice. */
  #kontrolleraAllt(bidrag: readonly Bidrag[]): void {
    const debet = (alla: readonly Bidrag[]): Ore => summeraOre(alla.map((b) => b.faktor * b.belopp.debetOre));
    assert(
      debet(bidrag) === debet(this.#placering.alla),
      `${this.definition.id}: summan över allt är inte allt`,
    );
  }

  #avstamning(a: Avstamning): Uppstallningsrad[] {
    const mot = this.#summor.get(a.mot);
    assert(mot !== undefined, `${a.mot} står ovanför ${a.id}`);
    const sida = a.sida ?? mot.sida;
    const enligt = valda(this.u.kolumner, valjare(a.urval), this.u.register);
    // As shown, the one minus the other: what is shown on the other side of the ledger has the other sign there.
    const avdrag = enligt.map((b): Bidrag => ({ ...b, faktor: sida === mot.sida ? -1n : 1n }));
    const skillnad: Ny = {
      ...{ id: `${a.id}/skillnad`, typ: 'kontroll', rad: a.skillnad, niva: 1, sida: mot.sida },
      bidrag: [...mot.bidrag, ...avdrag],
    };
    const termer: Term[] = [
      { rad: a.mot, faktor: 1n },
      { rad: a.id, faktor: -1n },
    ];
    return [
      this.#ny({ id: a.id, typ: 'rad', rad: a.rad, niva: 1, sida, bidrag: enligt }),
      { ...this.#ny(skillnad), termer },
    ];
  }

  #rubrik(id: string, rad: string, niva: number): Uppstallningsrad {
    const nycklar = gemensamt([], this.u.register);
    return { id, typ: 'rubrik', rad, niva, sida: 'kredit', celler: new Map(), termer: [], nycklar };
  }

  #ny({ id, typ, rad, niva, sida, bidrag, delar = [], post }: Ny): Uppstallningsrad {
    const egna = perKolumn(bidrag);
    const celler = new Map<string, Cell>();
    for (const k of this.u.kolumner) celler.set(k.id, this.#cell(k, egna, sida));
    const termer = delar.map((d): Term => ({ rad: d.rad, faktor: d.sida === sida ? 1n : -1n }));
    const gemensamma = gemensamt(bidrag, this.u.register);
    const nycklar = post === undefined ? gemensamma : { ...gemensamma, post };
    return { id, typ, rad, niva, sida, celler, termer, nycklar };
  }

  #cell(kolumn: Uppstallningskolumn, bidrag: PerKolumn, sida: Sida): Cell {
    if (kolumn.formel) return this.#avvikelse(kolumn.formel, bidrag, sida);
    const egna = bidrag.get(kolumn.id) ?? [];
    return { ore: egna.length === 0 ? null : visadOre(egna, sida), bidrag: egna };
  }

  #avvikelse([fran, minus]: readonly [string, string], bidrag: PerKolumn, sida: Sida): Cell {
    const [a, b] = [fran, minus].map((id) => {
      const kolumn = this.u.kolumner.find((k) => k.id === id);
      assert(kolumn !== undefined, `kolumnen ${id} finns`);
      return this.#cell(kolumn, bidrag, sida);
    }) as [Cell, Cell];
    if (a.ore === null || b.ore === null) return { ore: null, bidrag: [] };
    const avdrag = b.bidrag.map((x): Bidrag => ({ ...x, faktor: x.faktor === 1n ? -1n : 1n }));
    return { ore: a.ore - b.ore, bidrag: [...a.bidrag, ...avdrag] };
  }
}

type PerKolumn = ReadonlyMap<string, readonly Bidrag[]>;

function perKolumn(bidrag: readonly Bidrag[]): PerKolumn {
  const ut = new Map<string, Bidrag[]>();
  for (const b of bidrag) {
    const har = ut.get(b.kolumn);
    if (har) har.push(b);
    else ut.set(b.kolumn, [b]);
  }
  return ut;
}

/** A sum that has nothing to be held against is not known: liquid funds where the sources tell of no konto for them. */
function utanMotstycke(rader: readonly Uppstallningsrad[], { id, mot }: Avstamning): Uppstallningsrad[] {
  const enligt = rader.find((r) => r.id === id)?.celler;
  return rader.map((rad) => {
    if (rad.id !== mot && rad.id !== `${id}/skillnad`) return rad;
    const celler = new Map(
      [...rad.celler].map(([kolumn, cell]): [string, Cell] => [
        kolumn,
        enligt?.get(kolumn)?.ore === null ? { ore: null, bidrag: [] } : cell,
      ]),
    );
    return { ...rad, celler };
  });
}

/** Money of 0 öre is none to show. */
const arDolt = (avsnitt: Avsnitt, bidrag: readonly Bidrag[]): boolean =>
  avsnitt.doljTomt === true && bidrag.every((b) => b.belopp.debetOre === 0n);

const visadOre = (bidrag: readonly Bidrag[], sida: Sida): Ore => {
  const debet = summeraOre(bidrag.map((b) => b.faktor * b.belopp.debetOre));
  return sida === 'debet' ? debet : -debet;
};

/** The rows of a section that make up its sum: those that no other sum among them adds up already. */
function barande(rader: readonly Uppstallningsrad[]): Delrad[] {
  const raknade = new Set(rader.flatMap((r) => r.termer.map((t) => t.rad)));
  return rader
    .filter((r) => r.typ !== 'rubrik' && !raknade.has(r.id))
    .map((r) => ({ rad: r.id, sida: r.sida }));
}
