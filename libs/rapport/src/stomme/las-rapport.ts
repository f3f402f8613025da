import { Injectable } from '@nestjs/common';
import { deltarUnder, forbunden } from '#forbund/public.js';
import { arFor } from '#kernel/datum.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { ReadStore } from '#read-store/read-store.js';
import { finnOmfattning, ofullstandigheter } from './omfattning.js';
import type { Figur, Figurplats, Figursida } from './figur.js';
import type { Rapport, Rapportfraga, Rapportsammanhang, Rapportsvar, Resultat } from './rapport.js';

/** What every report reads: whom it is about, and which loads are unfinished. */
const GEMENSAMMA = ['forbundsregister', 'inlasning'] as const;

/** All that a report rests on. */
export const lasmodellerFor = (rapport: Rapport): string[] => [
  ...new Set([...GEMENSAMMA, ...rapport.lasmodeller]),
];

/** Reads any report, all of it in one snapshot. */
@Injectable()
export class LasRapport {
  constructor(private readonly readStore: ReadStore) {}

  /** @throws DomanFel OMFATTNING_OKAND, INGA_UPPGIFTER, and what the report itself refuses */
  las<P extends Rapport>(rapport: P, fraga: Rapportfraga): Promise<Rapportsvar<P>> {
    return this.readStore.las(lasmodellerFor(rapport), (sql, underlag) =>
      this.lasVid(sql, Math.min(fraga.somAv ?? underlag.ordinal, underlag.ordinal), rapport, fraga),
    );
  }

  /** In a snapshot of the caller's, at an ordinal that all read models have. */
  async lasVid<P extends Rapport>(
    sql: TransactionSql,
    ordinal: number,
    rapport: P,
    fraga: Rapportfraga,
  ): Promise<Rapportsvar<P>> {
    const sammanhang = await finnSammanhang(sql, ordinal, fraga);
    const [resultat, anmarkningar] = await Promise.all([
      rapport.las(sql, sammanhang) as Promise<Resultat<P>>,
      lasAnmarkningar(sql, sammanhang),
    ]);
    return somSvar(rapport, sammanhang, resultat, anmarkningar);
  }

  /** The same, with one of its figures opened: undefined where the report has none in that place. */
  async harledVid(
    sql: TransactionSql,
    ordinal: number,
    rapport: Rapport,
    fraga: Rapportfraga,
    plats: Figurplats,
    sida: Figursida,
  ): Promise<{ svar: Rapportsvar; figur: Figur | undefined }> {
    const sammanhang = await finnSammanhang(sql, ordinal, fraga);
    const [resultat, anmarkningar] = await Promise.all([
      rapport.las(sql, sammanhang),
      lasAnmarkningar(sql, sammanhang),
    ]);
    return {
      svar: somSvar(rapport, sammanhang, resultat, anmarkningar),
      figur: await rapport.harled(sql, sammanhang, resultat, plats, sida),
    };
  }
}

async function finnSammanhang(
  sql: TransactionSql,
  ordinal: number,
  fraga: Rapportfraga,
): Promise<Rapportsammanhang> {
  const lasning = forbunden(sql, ordinal);
  const [omfattning, register] = await Promise.all([
    finnOmfattning(sql, fraga.omfattning, ordinal, lasning),
    lasning,
  ]);
  const ar = fraga.ar ?? arFor(fraga.per);
  const namn = new Map(register.map((f) => [f.forbund, f.namn]));
  const forbund = deltarUnder(omfattning, ar).map((f) => ({ forbund: f, namn: namn.get(f) ?? f }));
  const { per, val = {}, layout } = fraga;
  return { omfattning, forbund, ar, per, ordinal, val, layout };
}

const lasAnmarkningar = (sql: TransactionSql, { forbund, ordinal }: Rapportsammanhang): Promise<string[]> =>
  ofullstandigheter(
    sql,
    forbund.map((f) => f.forbund),
    ordinal,
  );

function somSvar<P extends Rapport>(
  rapport: P,
  { omfattning, ar, per, ordinal }: Rapportsammanhang,
  resultat: Resultat<P>,
  anmarkningar: readonly string[],
): Rapportsvar<P> {
  return {
    rapport,
    resultat,
    omfattning: { nyckel: omfattning.nyckel, namn: omfattning.namn },
    ar,
    anmarkningar,
    underlag: { ordinal, per, regelversion: rapport.regelversionFor(resultat) },
  };
}
