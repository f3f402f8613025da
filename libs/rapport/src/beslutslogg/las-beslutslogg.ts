import {
  antalSomVilarPa,
  beslutssida,
  beslutsvyer,
  type Beslutsrad,
  type Beslutsvy,
} from '#beslut/public.js';
import type { Ar, Datum } from '#kernel/datum.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';

/** Beslut read at a time: each has its protokoll, appeals and relations looked up. */
const SIDA = 1_000;

export interface Loggat extends Beslutsvy {
  /** How many events rest on it. */
  readonly vilar: number;
}

export interface Beslutslogg {
  readonly ar: Ar;
  readonly forbund: readonly {
    readonly forbund: ForbundId;
    readonly namn: string;
    /** In the order they were made, as far as that is known. */
    readonly beslut: readonly Loggat[];
  }[];
}

/** What the year's beslut are: made in it, or about its budget or prognosis; by the day that is asked for. */
export async function lasBeslutslogg(
  sql: TransactionSql,
  { forbund, ar, per, ordinal }: Rapportsammanhang,
): Promise<Beslutslogg> {
  const nycklar = forbund.map((f) => f.forbund);
  const loggade: Loggat[] = [];
  for (let efter = 0; ;) {
    const rader = await beslutssida(sql, { forbund: nycklar, ordinal, per, ror: ar, efter, max: SIDA });
    loggade.push(...(await logga(sql, rader, { ordinal, per })));
    const sista = rader.at(-1);
    if (rader.length < SIDA || !sista) break;
    efter = Number(sista.registrerad);
  }
  loggade.sort((a, b) => iTidsordning(a.rad, b.rad));
  return {
    ar,
    forbund: forbund.map((f) => ({ ...f, beslut: loggade.filter((l) => l.rad.forbund === f.forbund) })),
  };
}

async function logga(
  sql: TransactionSql,
  rader: readonly Beslutsrad[],
  vid: { readonly ordinal: number; readonly per: Datum },
): Promise<Loggat[]> {
  const [vyer, antal] = await Promise.all([
    beslutsvyer(sql, rader, vid),
    antalSomVilarPa(sql, rader, vid.ordinal),
  ]);
  return vyer.map((vy, n) => ({ ...vy, vilar: antal[n] ?? 0 }));
}

const iTidsordning = (a: Beslutsrad, b: Beslutsrad): number =>
  jamfor(a.fattatFran, b.fattatFran) ||
  jamfor(a.fattatTill, b.fattatTill) ||
  (a.paragraf ?? 0) - (b.paragraf ?? 0) ||
  Number(a.registrerad - b.registrerad);

const jamfor = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
