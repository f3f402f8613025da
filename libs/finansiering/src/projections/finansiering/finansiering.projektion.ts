import { readFileSync } from 'node:fs';
import type { StoredEvent } from '#event-store/event-store.js';
import type { Brak } from '#kernel/brak.js';
import { omojlig } from '#kernel/fel.js';
import type { Stod } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import { Projektion } from '#read-store/projektion.js';
import type { FinansieringHandelse, Huvudman } from '../../domain/finansiering.events.js';
import type { MedelspostHandelse } from '../../domain/medelspost.events.js';

type Handelse = FinansieringHandelse | MedelspostHandelse;
const TYPER: readonly Handelse['typ'][] = [
  'MedelBeslutade',
  'MedelFakturerade',
  'MedelKrediterade',
  'MedelMottagna',
  'MedelPeriodiserade',
  'AndelarAngivna',
  'MedelspostUtpekad',
  'MedelspostStruken',
];

/** Medel from the huvudmän: decided, invoiced, received, periodised, and which posts hold them. Nothing is overwritten. */
export class FinansieringProjektion extends Projektion {
  readonly namn = 'finansiering';
  readonly version = 1;
  readonly typer = TYPER;
  readonly tabeller = readFileSync(new URL('./table.sql', import.meta.url), 'utf8');

  /** Some tens a year: one statement each. */
  async tillampa(sql: TransactionSql, handelser: readonly StoredEvent[]): Promise<void> {
    for (const h of handelser) await skriv(sql, h as StoredEvent & Handelse, h.ordinal);
  }
}

const medlemmen = (h: Huvudman | undefined): string =>
  h === undefined || h.part === 'stat' ? '' : (h.medlem ?? '');
const stodets = (stod: Stod): string => (stod.slag === 'beslut' ? stod.beslut : stod.dokument);
const par = ({ taljare, namnare }: Brak): number[] => [taljare, namnare];

async function skriv(sql: TransactionSql, { typ, data }: Handelse, ordinal: number): Promise<void> {
  switch (typ) {
    case 'MedelBeslutade':
      await sql`
        insert into beslutat values (${ordinal}, ${data.forbund}, ${data.ar}, ${data.huvudman.part}, ${medlemmen(data.huvudman)},
          ${data.den}, ${data.beloppOre.toString()}, ${data.stod.slag}, ${stodets(data.stod)})`;
      return;
    case 'MedelFakturerade':
      await sql`
        insert into faktura values (${ordinal}, ${data.forbund}, ${data.ar}, ${data.faktura}, null, ${data.huvudman.part},
          ${medlemmen(data.huvudman)}, ${data.den}, ${data.forfaller}, ${data.avser.fran}, ${data.avser.till}, ${data.beloppOre.toString()})`;
      return;
    case 'MedelKrediterade':
      await sql`
        insert into faktura values (${ordinal}, ${data.forbund}, ${data.ar}, ${data.kreditnota}, ${data.faktura}, ${data.huvudman.part},
          ${medlemmen(data.huvudman)}, ${data.den}, null, ${data.avser.fran}, ${data.avser.till}, ${(-data.beloppOre).toString()})`;
      return;
    case 'MedelMottagna':
      await sql`
        insert into mottaget values (${ordinal}, ${data.forbund}, ${data.ar}, ${data.faktura}, ${data.huvudman.part},
          ${medlemmen(data.huvudman)}, ${data.den}, ${data.beloppOre.toString()})`;
      return;
    case 'MedelPeriodiserade':
      await sql`
        insert into periodiserat values (${ordinal}, ${data.forbund}, ${data.ar}, ${data.huvudman.part}, ${medlemmen(data.huvudman)},
          ${data.till}, ${data.beloppOre.toString()}, ${data.stod.slag}, ${stodets(data.stod)})`;
      return;
    case 'AndelarAngivna':
      await sql`
        insert into andelar values (${ordinal}, ${data.forbund}, ${data.ar}, ${par(data.andelar.stat)}, ${par(data.andelar.region)},
          ${par(data.andelar.kommun)}, ${data.stod.slag}, ${stodets(data.stod)})`;
      return;
    case 'MedelspostUtpekad':
      await sql`
        insert into medelspost values (${data.forbund}, ${data.post}, ${ordinal}, false, ${data.huvudman?.part ?? null}, ${medlemmen(data.huvudman)})`;
      return;
    case 'MedelspostStruken':
      await sql`insert into medelspost values (${data.forbund}, ${data.post}, ${ordinal}, true, null, '')`;
      return;
    default:
      omojlig(typ);
  }
}
