import { DomanFel } from '#kernel/fel.js';
import type { Konto, Nyckel } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import {
  arsskiftesskillnader,
  bokslutsunderlag,
  ingaendesKalla,
  type Arsskiftesskillnad,
} from '../huvudbok/arsskifte.query.js';
import { bokfordaSerier } from '../huvudbok/verifikationer.query.js';
import {
  aretsAndringar,
  aretsBokslut,
  aretsSerier,
  stangdaManader,
  type Andringsvisning,
  type Arsfraga,
  type Bokslutsvisning,
  type StangdManad,
} from './rakenskapsar.query.js';

/** What a year and its closing are read from. */
export const RAKENSKAPSARETS_LASMODELLER = ['huvudbok', 'rakenskapsar'] as const;

export interface Rakenskapsaret {
  readonly serier: readonly {
    readonly serie: Nyckel;
    readonly stangda: readonly Omit<StangdManad, 'serie'>[];
  }[];
  readonly manader: readonly { readonly manad: number; readonly status: 'oppen' | 'delvis' | 'stangd' }[];
  readonly andringar: readonly Andringsvisning[];
  readonly bokslut: readonly Bokslutsvisning[];
  readonly ingaendeBalans: 'bokford' | 'overford' | 'ingen';
  readonly skillnaderMotNastaAr: readonly Arsskiftesskillnad[];
}

/** The year's series, what is closed in them, its closings, and how it goes over into the next. */
export async function rakenskapsaret(sql: TransactionSql, fraga: Arsfraga): Promise<Rakenskapsaret> {
  const serier = new Set([...(await aretsSerier(sql, fraga)), ...(await bokfordaSerier(sql, fraga))]);
  const stangda = await stangdaManader(sql, fraga);
  return {
    serier: [...serier].sort().map((serie) => ({
      serie,
      stangda: stangda.filter((s) => s.serie === serie).map(({ serie: _, ...s }) => s),
    })),
    manader: Array.from({ length: 12 }, (_, n) => {
      const antal = stangda.filter((s) => s.manad === n + 1).length;
      const status = antal === 0 ? 'oppen' : antal === serier.size ? 'stangd' : 'delvis';
      return { manad: n + 1, status };
    }),
    andringar: await aretsAndringar(sql, fraga),
    bokslut: await aretsBokslut(sql, fraga),
    ingaendeBalans: await ingaendesKalla(sql, fraga),
    skillnaderMotNastaAr: await arsskiftesskillnader(sql, fraga),
  };
}

/**
 * What the year closes with. It holds for the closing only while the year stays closed, which the command sees to.
 * @throws DomanFel FOREGAENDE_AR_EJ_AVSLUTAT
 */
export async function avslutsunderlag(sql: TransactionSql, fraga: Arsfraga & { readonly konto: Konto }) {
  if ((await ingaendesKalla(sql, fraga)) === 'overford')
    throw new DomanFel('FOREGAENDE_AR_EJ_AVSLUTAT', `Året ${fraga.ar} har ingen bokförd ingående balans.`, {
      falt: 'ar',
      forvantat: 'att året före avslutas först, eller att en ingående balans bokförs',
    });
  const andring = (await aretsAndringar(sql, fraga)).length;
  return { ...(await bokslutsunderlag(sql, fraga)), andring };
}
