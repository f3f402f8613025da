import {
  bokfordaSerier,
  grundbokshuvuden,
  grundboksverifikationer,
  kontonamn,
  type Grundbokshuvud,
} from '#bokforing/public.js';
import { arsStart } from '#kernel/datum.js';
import type { ForbundId, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { lasBeslutsunderlag } from '../harledning/las-beslut.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import { ogiltigtVal, SIDMARKOR } from '../stomme/val.js';
import {
  nummerkontroll,
  sidorna,
  somMarkor,
  type Forbundslista,
  type Listplats,
  type Listverifikation,
  type Nummerkontroll,
  type Verifikationslista,
} from './verifikationslista.js';
import { motpartsnamn } from '../stomme/motpartsnamn.js';

/** Numbers gone through for each voucher that a page may have: those dated later are not in the list, and a page has an end. */
const GENOMGANGNA_PER_PLATS = 10;

export interface Listval {
  readonly serie: Nyckel | undefined;
  readonly antal: number;
  readonly efter: Listplats | undefined;
}

type Forbund = Rapportsammanhang['forbund'][number];

/** What may still be put on the page. */
interface Rum {
  plats: number;
  genomgang: number;
}

/**
 * A page: förbund by förbund, series by series, by number.
 * @throws DomanFel FRAGA_OGILTIG for a cursor of another question
 */
export async function lasVerifikationslista(
  sql: TransactionSql,
  s: Rapportsammanhang,
  val: Listval,
): Promise<Verifikationslista> {
  const { efter, antal } = val;
  const forsta = efter ? s.forbund.findIndex((f) => f.forbund === efter.forbund) : 0;
  if (forsta < 0) throw ogiltigtVal('efter', s.val['efter'] ?? '', SIDMARKOR);
  const rum: Rum = { plats: antal, genomgang: antal * GENOMGANGNA_PER_PLATS };
  const forbund: Forbundslista[] = [];
  let nasta: Listplats | undefined;
  const borjat = s.per >= arsStart(s.ar);
  for (const f of borjat ? s.forbund.slice(forsta) : []) {
    const del = await forbundets(sql, s, f, { ...val, rum });
    if (del.lista.serier.length > 0 || !efter) forbund.push(del.lista);
    nasta = del.nasta;
    if (nasta) break;
  }
  return { ar: s.ar, forbund, nasta: nasta ? somMarkor(nasta) : null };
}

/** The part of a page that is one förbund's, and where the next one goes on when that is full. */
async function forbundets(
  sql: TransactionSql,
  s: Rapportsammanhang,
  f: Forbund,
  val: Listval & { readonly rum: Rum },
): Promise<{ lista: Forbundslista; nasta: Listplats | undefined }> {
  const { ar, ordinal, per } = s;
  const { forbund } = f;
  const efter = val.efter?.forbund === forbund ? val.efter : undefined;
  const serier = (await bokfordaSerier(sql, { forbund, ar, ordinal })).filter(
    (serie) => (val.serie ?? serie) === serie && (efter === undefined || serie >= efter.serie),
  );
  const huvuden: Grundbokshuvud[] = [];
  const kontroller: Nummerkontroll[] = [];
  let nasta: Listplats | undefined;
  for (const serie of serier) {
    const fran = efter?.serie === serie ? efter.nummer : 0;
    const sida = await seriens(sql, { forbund, ar, serie, efter: fran, ordinal }, { per, rum: val.rum });
    huvuden.push(...sida.huvuden.filter((h) => h.datum <= per));
    if (sida.huvuden.length > 0) kontroller.push(nummerkontroll(serie, fran, sida.huvuden, per));
    if (sida.mer) {
      nasta = { forbund, serie, nummer: sida.huvuden.at(-1)?.nummer ?? fran };
      break;
    }
  }
  const verifikationer = await medNamn(sql, huvuden, { forbund, ordinal });
  return { lista: { ...f, verifikationer, serier: kontroller }, nasta };
}

/** The next numbers of a series, until the page is full; with what is dated later, which takes no place. */
async function seriens(
  sql: TransactionSql,
  fraga: Omit<Parameters<typeof grundbokshuvuden>[1], 'max'>,
  { per, rum }: { readonly per: string; readonly rum: Rum },
): Promise<{ huvuden: Grundbokshuvud[]; mer: boolean }> {
  const huvuden: Grundbokshuvud[] = [];
  for (;;) {
    const max = Math.min(rum.plats, rum.genomgang);
    const efter = huvuden.at(-1)?.nummer ?? fraga.efter;
    const hamtade = await grundbokshuvuden(sql, { ...fraga, efter, max: max + 1 });
    const nya = hamtade.slice(0, max);
    huvuden.push(...nya);
    rum.genomgang -= nya.length;
    rum.plats -= nya.filter((h) => h.datum <= per).length;
    if (hamtade.length <= max) return { huvuden, mer: false };
    if (rum.plats === 0 || rum.genomgang === 0) return { huvuden, mer: true };
  }
}

async function medNamn(
  sql: TransactionSql,
  huvuden: readonly Grundbokshuvud[],
  { forbund, ordinal }: { readonly forbund: ForbundId; readonly ordinal: number },
): Promise<Listverifikation[]> {
  if (huvuden.length === 0) return [];
  const handelser = huvuden.map(({ skal }) => ({ forbund, skal }));
  const [verifikationer, konton, motparter, underlag] = await Promise.all([
    grundboksverifikationer(sql, huvuden, { ordinal }),
    kontonamn(sql, [forbund], ordinal),
    motpartsnamn(sql, [forbund], ordinal),
    lasBeslutsunderlag(sql, { planer: [], handelser, ordinal }),
  ]);
  const beslut = new Map(underlag.map((b) => [b.beslut, b]));
  return verifikationer.map(({ rader: bokforda, ...v }) => {
    const rader = bokforda.map((r) => ({
      konto: r.konto,
      kontonamn: konton.get(`${forbund}|${r.konto}`) ?? null,
      insats: r.insats,
      motpart: r.motpart,
      motpartsnamn: r.motpart === null ? null : (motparter.get(`${forbund}|${r.motpart}`) ?? null),
      beloppOre: BigInt(r.beloppOre),
    }));
    return {
      rader,
      beslut: v.skal.slag === 'beslut' ? (beslut.get(v.skal.beslut) ?? null) : null,
      ...sidorna(rader),
      ...v,
    };
  });
}
