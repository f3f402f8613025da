import { Injectable } from '@nestjs/common';
import { kontonamn, type Radmarkor } from '#bokforing/public.js';
import { EventStore } from '#event-store/event-store.js';
import { inlastaDokument } from '#inlasning/public.js';
import { assert, DomanFel, visaVarde } from '#kernel/fel.js';
import { summa, type Ore } from '#kernel/ore.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { RapportKod } from '../rapportfel.js';
import type { Figur, Figurplats } from '../stomme/figur.js';
import { lasmodellerFor, LasRapport } from '../stomme/las-rapport.js';
import type { Rapport, Rapportfraga } from '../stomme/rapport.js';
import type { Dokumentunderlag, Handelseunderlag, Harledning } from './harledning.js';
import { lasBeslutsunderlag } from './las-beslut.js';
import { lasBokunderlag, lasPlanunderlag, lasRadunderlag } from './las-underlag.js';
import { motpartsnamn } from '../stomme/motpartsnamn.js';

/** What a figure may rest on beyond what its report reads. */
const HARLEDNINGENS_LASMODELLER = ['huvudbok', 'budget', 'prognos', 'beslut', 'inlasning'] as const;

/** All that an opened figure rests on. */
export const harledningensLasmodeller = (rapport: Rapport): string[] => [
  ...new Set([...lasmodellerFor(rapport), ...HARLEDNINGENS_LASMODELLER]),
];

export interface Harledningsfraga extends Rapportfraga, Figurplats {
  /** `nasta` of the page before. Its ordinal has to be asked for too: a later event may move the places. */
  readonly efter?: string | undefined;
  /** Rows of vouchers, or events, to a page. */
  readonly max: number;
}

/** The form of the cursor. */
export const RADMARKOR = /^(\d{1,9})\.(\d{1,15})\.(\d{1,9})$/;

const somMarkor = (text: string | undefined): Radmarkor | undefined => {
  const m = text === undefined ? null : RADMARKOR.exec(text);
  return m ? { manad: Number(m[1]), ordinal: Number(m[2]), nr: Number(m[3]) } : undefined;
};

/** A figure goes on in its vouchers, or in its events: none has many of both. */
function markoren({ flerUppgifterEfter }: Figur, nasta: Radmarkor | undefined): string | null {
  if (flerUppgifterEfter !== undefined) return `0.${flerUppgifterEfter}.0`;
  return nasta ? `${nasta.manad}.${nasta.ordinal}.${nasta.nr}` : null;
}

/** Opens any figure of any report, in the snapshot that the report itself is read in. */
@Injectable()
export class LasHarledning {
  constructor(
    private readonly rapporter: LasRapport,
    private readonly store: EventStore,
  ) {}

  /** @throws DomanFel FIGUR_OKAND, and what the report refuses */
  async lasVid(
    sql: TransactionSql,
    ordinal: number,
    rapport: Rapport,
    fraga: Harledningsfraga,
  ): Promise<Harledning> {
    const efter = somMarkor(fraga.efter);
    const handelsesida = { efter: efter?.ordinal ?? 0, max: fraga.max };
    const { svar, figur } = await this.rapporter.harledVid(sql, ordinal, rapport, fraga, fraga, handelsesida);
    if (!figur) throw figurOkand(rapport, fraga);
    const { uppgifter = [] } = figur;
    const helSida = efter === undefined && figur.flerUppgifterEfter === undefined;
    const attKontrollera = helSida && figur.enligtRegel === undefined;
    if (attKontrollera) kontrolleraFiguren(figur);
    const [planer, bok] = await Promise.all([
      lasPlanunderlag(sql, figur.bidrag, ordinal),
      lasBokunderlag(sql, figur.bidrag, ordinal),
    ]);
    const { ingaende } = bok;
    const [{ rader, bokforda, nasta }, andra, namn] = await Promise.all([
      lasRadunderlag(sql, bok, { ordinal, efter, max: fraga.max }),
      this.#handelser([...planer, ...ingaende, ...uppgifter].map((u) => u.ordinal)),
      namnen(sql, figur, ordinal),
    ]);
    if (attKontrollera && !nasta) kontrolleraSumman(figur, [...planer, ...ingaende, ...rader]);
    const handelser = new Map([...andra, ...bokforda]);
    const dokument = new Set([
      ...rader.flatMap((r) => r.dokument ?? []),
      ...[...planer, ...uppgifter].flatMap((p) => (p.stod?.slag === 'dokument' ? p.stod.id : [])),
      ...[...handelser.values()].flatMap((h) => (h.skal.slag === 'dokument' ? h.skal.dokument : [])),
    ]);
    const [beslut, dokumentunderlag] = await Promise.all([
      lasBeslutsunderlag(sql, {
        planer: [...planer, ...uppgifter],
        handelser: medForbund(handelser, rader, ingaende, uppgifter),
        ordinal,
      }),
      dokumenten(sql, dokument, ordinal),
    ]);
    return {
      ...{ rapport: rapport.namn, omfattning: svar.omfattning.nyckel, ar: svar.ar, figur },
      ...{ planer, ingaende, rader, handelser, namn, beslut },
      ...{ nasta: markoren(figur, nasta), dokument: dokumentunderlag, underlag: svar.underlag },
    };
  }

  /** Those that are not vouchers: what is booked says itself when, by whom and why. */
  async #handelser(ordinaler: readonly number[]): Promise<Map<number, Handelseunderlag>> {
    const lagrade = await this.store.readOrdinals([...new Set(ordinaler)]);
    return new Map(
      lagrade.map(({ ordinal, typ, recordedAt: tid, metadata: { vem, skal } }) => [
        ordinal,
        { ordinal, typ, tid, vem, skal },
      ]),
    );
  }
}

function figurOkand(rapport: Rapport, { rad, kolumn }: Figurplats): DomanFel<RapportKod> {
  return new DomanFel(
    'FIGUR_OKAND',
    `${rapport.titel} har ingen siffra på raden ${visaVarde(rad)} i kolumnen ${visaVarde(kolumn)}.`,
    { falt: 'rad', forvantat: 'id för en rad i rapporten, och en av dess kolumner' },
  );
}

const uppgifternas = ({ uppgifter = [] }: Figur): bigint => summa(uppgifter.map((u) => u.varde ?? 0n));

/** Its money and its events are what it is; of what is counted in anything but whole ones, nothing is added. */
function kontrolleraFiguren(figur: Figur): void {
  const { rad, kolumn, ore, antal } = figur;
  const bidrag = summa(figur.bidrag.map((b) => b.faktor * b.belopp.debetOre));
  const blir = bidrag + uppgifternas(figur);
  const ska = antal === undefined ? (ore ?? 0n) : antal.enhet === 'antal' ? BigInt(antal.varde ?? 0) : 0n;
  assert(blir === ska, `${rad} ${kolumn}: pengar och händelser blir ${blir}`);
}

/** What is listed is what was added: the rows of the ledger against the balances that the report was made of. */
function kontrolleraSumman(figur: Figur, delar: readonly { readonly ore: Ore }[]): void {
  if (figur.antal !== undefined) return;
  const listat = summa(delar.map((d) => d.ore)) + uppgifternas(figur);
  assert(listat === (figur.ore ?? 0n), `${figur.rad} ${figur.kolumn}: underlaget blir ${listat}`);
}

/** A beslut is a förbund's own: the event that names it is about that förbund's money. */
function medForbund(
  handelser: ReadonlyMap<number, Handelseunderlag>,
  ...underlag: (readonly { readonly ordinal: number; readonly forbund: string }[])[]
): { readonly forbund: string; readonly skal: Handelseunderlag['skal'] }[] {
  return underlag.flat().flatMap(({ ordinal, forbund }) => {
    const handelse = handelser.get(ordinal);
    return handelse ? [{ forbund, skal: handelse.skal }] : [];
  });
}

async function namnen(sql: TransactionSql, figur: Figur, ordinal: number): Promise<Harledning['namn']> {
  const forbund = [...new Set(figur.bidrag.map((b) => b.belopp.forbund))];
  const [konton, motparter] = await Promise.all([
    kontonamn(sql, forbund, ordinal),
    motpartsnamn(sql, forbund, ordinal),
  ]);
  return {
    konto: (f, konto) => konton.get(`${f}|${konto}`) ?? null,
    motpart: (f, motpart) => motparter.get(`${f}|${motpart}`) ?? null,
  };
}

async function dokumenten(
  sql: TransactionSql,
  valda: ReadonlySet<string>,
  ordinal: number,
): Promise<Dokumentunderlag[]> {
  if (valda.size === 0) return [];
  return (await inlastaDokument(sql, ordinal))
    .filter((d) => valda.has(d.dokument))
    .map(({ dokument, titel, datum, sha256 }) => ({ dokument, titel, datum, sha256 }));
}
