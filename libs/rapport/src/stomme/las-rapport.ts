import { Injectable } from '@nestjs/common';
import { deltarUnder, forbunden } from '#forbund/public.js';
import { arFor } from '#kernel/datum.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { ReadStore } from '#read-store/read-store.js';
import { finnOmfattning, ofullstandigheter } from './omfattning.js';
import type { Rapport, Rapportfraga, Rapportsvar, Resultat } from './rapport.js';

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
    const omfattning = await finnOmfattning(sql, fraga.omfattning, ordinal);
    const ar = fraga.ar ?? arFor(fraga.per);
    const namn = new Map((await forbunden(sql, ordinal)).map((f) => [f.forbund, f.namn]));
    const forbund = deltarUnder(omfattning, ar).map((f) => ({ forbund: f, namn: namn.get(f) ?? f }));
    const { per, val = {}, layout } = fraga;
    const resultat = (await rapport.las(sql, {
      omfattning,
      forbund,
      ar,
      per,
      ordinal,
      val,
      layout,
    })) as Resultat<P>;
    return {
      rapport,
      resultat,
      omfattning: { nyckel: omfattning.nyckel, namn: omfattning.namn },
      ar,
      anmarkningar: await ofullstandigheter(
        sql,
        forbund.map((f) => f.forbund),
        ordinal,
      ),
      underlag: { ordinal, per, regelversion: rapport.regelversionFor(resultat) },
    };
  }
}
