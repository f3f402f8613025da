import {
  arGrov,
  forbundsmal,
  Grenar,
  kolumnensMatt,
  mattetsPeriod,
  mattnyckel,
  sammanfoga,
  somTryckt,
  upplosning,
  vandTecken,
  type Dokumentstruktur,
  type Forbundsmal,
  type Matt,
  type Mattnyckel,
  type Sammanfogat,
} from '#inlasning/public.js';
import { arFor, arsStart } from '#kernel/datum.js';
import { absolut, summa, type Ore } from '#kernel/ore.js';
import { delaPostId, type PostId } from '#kernel/poster.js';
import { valjer, type Belopp, type Cell } from './cell.js';
import { avrundad, celler, cellensMatten } from './celler.js';

export type Skillnadsslag = 'avrundning' | 'kallfel' | 'oforklarad';

export interface Skillnad {
  readonly tabell: string;
  readonly cell: string;
  readonly kolumn: string;
  /** As printed, and as computed, in the table's unit. */
  readonly kallan: number;
  readonly beraknat: number;
  readonly slag: Skillnadsslag;
  readonly forklaring: string;
}

export interface Dokumentavstamning {
  readonly id: string;
  readonly celler: number;
  readonly lika: number;
  readonly avrundning: number;
  readonly kallfel: number;
  readonly oforklarade: number;
  readonly skillnader: readonly Skillnad[];
  readonly ejSpecificerat: readonly {
    readonly tabell: string;
    readonly summa: string;
    readonly kolumn: string;
    readonly belopp: number;
  }[];
  /** Figures whose derivation is not known: they are not reconciled, and not counted. */
  readonly ejAvstamda: readonly { readonly tabell: string; readonly celler: number }[];
}

/** The figures that the read models hold, per measure and post, in our signs. */
export type Bokfort = ReadonlyMap<Mattnyckel, ReadonlyMap<PostId, Ore>>;

/**
 * Recomputes every cell of a document and classes each difference. What a cell should be comes from the read models;
 * whether the document contradicts itself at a cell comes from the document alone, so that no posting can turn an
 * unexplained difference into a fault of the source.
 * @param overordnade which posts detail which, as the ledger knows it
 */
export function avstam(
  struktur: Dokumentstruktur,
  bokfort: Bokfort,
  overordnade: Iterable<readonly [PostId, PostId]>,
): Dokumentavstamning {
  const alla = celler(struktur, Grenar.av(struktur, overordnade));
  const egna = celler(struktur, Grenar.av(struktur));
  const egetUnderlag = new EgetUnderlag(struktur, cellensMatten(egna));
  const iBoken: Belopp = (matt, val) =>
    summa(
      [...(bokfort.get(mattnyckel(matt)) ?? [])].filter(([post]) => valjer(val, post)).map(([, ore]) => ore),
    );
  const skillnader = alla.flatMap((cell, n): Skillnad[] => {
    const beraknat = avrundad(cell, cell.berakna(iBoken));
    if (beraknat === cell.trycktOre) return [];
    const enligtSig = egna[n]?.berakna(egetUnderlag.belopp) ?? cell.trycktOre;
    return [klassa(cell, beraknat, enligtSig, struktur, egetUnderlag.belopp)];
  });
  const antal = (slag: Skillnadsslag): number => skillnader.filter((s) => s.slag === slag).length;
  return {
    id: struktur.dokument.id,
    celler: alla.length,
    lika: alla.length - skillnader.length,
    avrundning: antal('avrundning'),
    kallfel: antal('kallfel'),
    oforklarade: antal('oforklarad'),
    skillnader,
    ejSpecificerat: ejSpecificerat(struktur, egetUnderlag, iBoken),
    ejAvstamda: ejAvstamda(struktur, alla),
  };
}

/** Rows that are derived in a way that this program does not know. */
function ejAvstamda({ dokument }: Dokumentstruktur, alla: readonly Cell[]): Dokumentavstamning['ejAvstamda'] {
  return dokument.tabeller.flatMap(({ id, rader, summor }) => {
    const tryckta = [...rader, ...summor].flatMap((r) => r.varden).filter((v) => v !== null).length;
    const antal = tryckta - alla.filter((c) => c.tabell === id).length;
    return antal === 0 ? [] : [{ tabell: id, celler: antal }];
  });
}

/** The measures that a document must be compared under. */
export function mattAttLasa(struktur: Dokumentstruktur): Matt[] {
  return [...cellensMatten(celler(struktur, Grenar.av(struktur))).values()];
}

/** What the document, read alone and put together by our rules, says that posts amount to. */
class EgetUnderlag {
  readonly #mal: Forbundsmal;
  readonly #fogade = new Map<Mattnyckel, Sammanfogat>();
  readonly #utfall: Sammanfogat;

  constructor(
    struktur: Dokumentstruktur,
    readonly matten: ReadonlyMap<Mattnyckel, Matt>,
  ) {
    this.#mal = forbundsmal(struktur.dokument.forbund.nyckel, [struktur]);
    const utfall = [...struktur.matten.values()].filter((m) => m.slag === 'utfall');
    this.#utfall = sammanfoga([struktur], utfall);
    for (const [nyckel, matt] of matten)
      if (matt.slag !== 'utfall') this.#fogade.set(nyckel, sammanfoga([struktur], [matt]));
  }

  readonly belopp: Belopp = (matt, val) => {
    const balans = this.#balans(matt);
    if (balans) return summa([...balans].filter(([p]) => valjer(val, p)).map(([, ore]) => ore));
    const { liggare } = this.fogat(matt);
    return liggare.inom(
      [...liggare.poster()].filter((p) => valjer(val, p)),
      mattetsPeriod(matt),
    );
  };

  #balans(matt: Matt): ReadonlyMap<PostId, Ore> | undefined {
    const { ingaende, utgaende } = this.#mal.balanser;
    if (matt.slag === 'ib') return ingaende.get(matt.ar) ?? new Map();
    return matt.slag === 'ub' ? (utgaende.get(matt.per) ?? new Map()) : undefined;
  }

  fogat(matt: Matt): Sammanfogat {
    return matt.slag === 'utfall' ? this.#utfall : (this.#fogade.get(mattnyckel(matt)) ?? this.#utfall);
  }
}

/** How far two figures may lie apart for rounding: one step of a rounded table, nothing between exact kronor. */
const steg = (cell: Cell): Ore => (arGrov(cell.upplosningOre) ? cell.upplosningOre : 0n);

function klassa(
  cell: Cell,
  beraknat: Ore,
  enligtSig: Ore,
  struktur: Dokumentstruktur,
  eget: Belopp,
): Skillnad {
  const motsagd = absolut(avrundad(cell, enligtSig) - cell.trycktOre) > steg(cell);
  const nara = absolut(beraknat - cell.trycktOre) <= steg(cell);
  const slag: Skillnadsslag = motsagd ? 'kallfel' : nara ? 'avrundning' : 'oforklarad';
  const tal = (ore: Ore): number => somTryckt(ore, cell.enhet, cell.upplosningOre);
  return {
    tabell: cell.tabell,
    cell: cell.namn,
    kolumn: cell.kolumn,
    kallan: cell.tryckt,
    beraknat: tal(beraknat),
    slag,
    forklaring:
      slag === 'kallfel'
        ? `${kallfelet(cell, avrundad(cell, enligtSig), struktur, eget)}${beraknat === avrundad(cell, enligtSig) ? '' : ` Räkenskaperna ger ${tal(beraknat)}.`}`
        : slag === 'avrundning'
          ? `Källan är avrundad till ${somTryckt(cell.upplosningOre, cell.enhet, cell.upplosningOre)} ${cell.enhet}; det skiljer en sådan enhet.`
          : `Räkenskaperna ger ${tal(beraknat)}, källan trycker ${cell.tryckt}.`,
  };
}

/** Names both places of a contradiction: the cell, and where the document says something else. */
function kallfelet(cell: Cell, enligtSig: Ore, struktur: Dokumentstruktur, eget: Belopp): string {
  const tal = (ore: Ore): string => `${somTryckt(ore, cell.enhet, cell.upplosningOre)} ${cell.enhet}`;
  const skillnad = absolut(enligtSig) - absolut(cell.trycktOre);
  const riktning = `${skillnad > 0n ? 'överstiger' : 'understiger'} ${cell.namn} med ${tal(absolut(skillnad))}`;
  if (cell.slag === 'avvikelse')
    return `Radens egna kolumner i ${cell.tabell} ger ${tal(enligtSig)}; ${cell.namn} i ${cell.kolumn} trycks ${tal(cell.trycktOre)}.`;
  if (cell.slag === 'summa') {
    const enda = cell.rader.find(({ post, rad }) => {
      const matt = cell.matten[0];
      return (
        matt &&
        absolut(
          absolut(vandTecken(eget(matt, { poster: new Set([post]) }), rad.slag, 'som_skrivet')) -
            absolut(skillnad),
        ) === 0n
      );
    });
    const ledtrad = enda ? `, lika stort som raden ${enda.rad.rad}` : '';
    return `Raderna i ${cell.tabell} (${cell.kolumn}) ger ${tal(enligtSig)}: de ${riktning}${ledtrad}.`;
  }
  if (cell.underlag !== undefined)
    return `Balanser och resultat i ${cell.underlag} ger ${tal(enligtSig)}: det ${riktning} i ${cell.tabell} (${cell.kolumn}).`;
  return `${annanPlats(cell, struktur)} ger ${tal(enligtSig)}: det ${riktning} i ${cell.tabell}.`;
}

function annanPlats(cell: Cell, struktur: Dokumentstruktur): string {
  const [rad] = cell.rader;
  const [matt] = cell.matten;
  if (!rad || !matt) return 'Dokumentet i övrigt';
  if (rad.rad.specificeras_av.length > 0)
    return `Raderna i ${rad.rad.specificeras_av.join(', ')} som specificerar ${cell.namn}`;
  const uppgift = struktur.uppgifter.get(mattnyckel(matt))?.get(rad.post);
  return uppgift && uppgift.tabell !== cell.tabell
    ? `Tabellen ${uppgift.tabell}`
    : 'Dokumentets övriga kolumner';
}

/** The derived rows of the document, as the ledger has them, under the printed figure that each is the rest of. */
function ejSpecificerat(
  struktur: Dokumentstruktur,
  eget: EgetUnderlag,
  iBoken: Belopp,
): Dokumentavstamning['ejSpecificerat'] {
  return [...eget.matten.values()].flatMap((matt) =>
    [...eget.fogat(matt).restposter.values()].flatMap((rest) => {
      const tabell = struktur.dokument.tabeller.find((t) => t.id === rest.kalla.tabell);
      const kolumn =
        tabell?.kolumner.find((k) => {
          const m = kolumnensMatt(k);
          const samma = m && mattnyckel(m) === mattnyckel(matt);
          return samma ?? false;
        }) ??
        tabell?.kolumner.find(
          (k) =>
            (k.slag === 'ub' &&
              matt.slag === 'utfall' &&
              k.per === matt.till &&
              matt.fran === arsStart(arFor(k.per))) ||
            (matt.slag === 'ib' && k.slag === 'kassaflode' && arFor(k.fran) === matt.ar) ||
            (matt.slag === 'ib' && k.slag === 'ub' && arFor(k.per) === matt.ar),
        );
      const ore = iBoken(matt, { poster: new Set([rest.post]) });
      if (!tabell || !kolumn || ore === 0n) return [];
      const belopp = somTryckt(
        vandTecken(ore, delaPostId(rest.post).slag, tabell.tecken),
        tabell.enhet,
        upplosning(tabell),
      );
      return [{ tabell: tabell.id, summa: rest.kalla.namn, kolumn: kolumn.id, belopp }];
    }),
  );
}
