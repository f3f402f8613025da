import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { arsSlut, arsStart, type Period } from '#kernel/datum.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { BeslutHandelse, Beslutstid, SammantradeHandelse } from '../../domain/beslut.events.js';

type Handelse = BeslutHandelse | SammantradeHandelse;
const TYPER: readonly Handelse['typ'][] = ['BeslutFattat', 'SammantradeHallet'];

/** The register of beslut and sammanträden. */
export class BeslutProjektion extends Projektion {
  readonly namn = 'beslut';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await tillampaEn(sql, h as StoredEvent & Handelse, h.ordinal);
  }
}

function mojligaDagar(tid: Beslutstid): Period {
  switch (tid.slag) {
    case 'dag':
      return { fran: tid.datum, till: tid.datum };
    case 'ar':
      return { fran: arsStart(tid.ar), till: arsSlut(tid.ar) };
    case 'period':
      return tid.period;
    default:
      return omojlig(tid);
  }
}

async function tillampaEn(sql: TransactionSql, { typ, data }: Handelse, ordinal: number): Promise<void> {
  switch (typ) {
    case 'BeslutFattat': {
      const { fran, till } = mojligaDagar(data.fattat);
      await sql`
        insert into beslut values (${data.forbund}, ${data.beslut}, ${ordinal}, ${data.organ}, ${data.rubrik}, ${data.text ?? null},
          ${data.fattat.slag}, ${fran}, ${till}, ${data.paragraf ?? null}, ${data.dnr ?? null},
          ${data.avser?.budget ?? null}, ${data.avser?.prognos ?? null}, ${data.styrkt})`;
      return;
    }
    case 'SammantradeHallet':
      await sql`
        insert into sammantrade values (${data.forbund}, ${data.sammantrade}, ${ordinal}, ${data.slag}, ${data.antal},
          ${data.period.fran}, ${data.period.till}, ${data.notering ?? null})`;
      return;
    default:
      omojlig(typ);
  }
}
