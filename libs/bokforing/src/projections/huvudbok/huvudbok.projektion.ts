import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import { omojlig } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { KontoplanHandelse } from '../../domain/kontoplan.events.js';
import type { IngaendeBalansBokford, Verifikationshandelse } from '../../domain/bokforing.events.js';
import { skrivKontoplan } from './kontoplanens-tabeller.js';
import { skrivPeriodiseringar } from './periodiseringar.js';
import { skrivVerifikationer, type LagradVerifikation } from './saldon.js';

type Handelse = Verifikationshandelse | IngaendeBalansBokford | KontoplanHandelse;
const TYPER: readonly Handelse['typ'][] = [
  'KontoUpplagt',
  'MotpartUpplagd',
  'PostUpplagd',
  'PostAndrad',
  'VerifikationBokford',
  'RattelseBokford',
  'IngaendeBalansBokford',
];

/** The ledger: every row, and what each month moved per konto, insats and motpart, as of any ordinal. */
export class HuvudbokProjektion extends Projektion {
  readonly namn = 'huvudbok';
  readonly version = 7;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    const verifikationer: LagradVerifikation[] = [];
    for (const h of handelser as readonly (StoredEvent & Handelse)[]) {
      switch (h.typ) {
        case 'VerifikationBokford':
        case 'RattelseBokford':
          verifikationer.push(h);
          break;
        case 'IngaendeBalansBokford':
          await skrivIngaende(sql, h.data, h.ordinal);
          break;
        case 'KontoUpplagt':
        case 'MotpartUpplagd':
        case 'PostUpplagd':
        case 'PostAndrad':
          await skrivKontoplan(sql, h, h.ordinal);
          break;
        default:
          omojlig(h);
      }
    }
    if (verifikationer.length === 0) return;
    await skrivVerifikationer(sql, verifikationer);
    await skrivPeriodiseringar(sql, verifikationer);
  }
}

async function skrivIngaende(
  sql: TransactionSql,
  data: IngaendeBalansBokford['data'],
  ordinal: number,
): Promise<void> {
  await sql`
    insert into ingaende
    select ${data.forbund}, ${data.ar}, ${ordinal}, r.nr, r.konto, r.insats, r.motpart, r.belopp
    from unnest(
      ${data.rader.map((_, nr) => nr)}::int[], ${data.rader.map((r) => r.konto)}::text[],
      ${data.rader.map((r) => r.insats ?? '')}::text[], ${data.rader.map((r) => r.motpart ?? '')}::text[],
      ${data.rader.map((r) => r.beloppOre.toString())}::bigint[]
    ) as r (nr, konto, insats, motpart, belopp)`;
}
