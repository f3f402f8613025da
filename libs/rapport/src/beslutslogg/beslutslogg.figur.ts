import { vilarPa, type Beslutsrad } from '#beslut/public.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { Figur, Figurplats, Figursida, Figuruppgift } from '../stomme/figur.js';
import type { Rapportsammanhang } from '../stomme/rapport.js';
import type { Beslutslogg, Loggat } from './las-beslutslogg.js';

/** Rows by id. */
export const beslutetsId = ({ forbund, beslut }: Pick<Beslutsrad, 'forbund' | 'beslut'>): string =>
  `${forbund}/${beslut}`;

/** A row of the log: the events that recorded the beslut, and page by page those that rest on it, which its figure counts. */
export async function beslutetsFigur(
  sql: TransactionSql,
  { ordinal }: Rapportsammanhang,
  { forbund }: Beslutslogg,
  { rad: id, kolumn }: Figurplats,
  { efter, max }: Figursida,
): Promise<Figur | undefined> {
  const loggat = forbund.flatMap((f) => f.beslut).find((l) => beslutetsId(l.rad) === id);
  if (!loggat || kolumn !== 'handelser') return undefined;
  const { rad } = loggat;
  const sida = await vilarPa(sql, { forbund: rad.forbund, beslut: rad.beslut, ordinal, efter, max: max + 1 });
  const vilande = sida.slice(0, max).map((v): Figuruppgift => ({
    ...{ forbund: rad.forbund, ordinal: Number(v.ordinal), varde: 1n },
    vad: v.slag === 'stod' ? 'anger beslutet som stöd' : 'registrerades på grund av beslutet',
    stod: { slag: 'beslut', id: rad.beslut },
  }));
  const sista = vilande.at(-1);
  return {
    ...{ rad: id, kolumn, etikett: rad.rubrik, kolumnrubrik: 'Händelser', definition: null },
    ...{ ore: null, antal: { varde: loggat.vilar, enhet: 'antal' }, termer: [], bidrag: [] },
    formel: 'Händelser: de som anger beslutet som stöd eller skäl. Beslutets egna står med, och räknas inte.',
    uppgifter: [...(efter === 0 ? beslutetsEgna(loggat) : []), ...vilande],
    ...(sida.length > max && sista ? { flerUppgifterEfter: sista.ordinal } : {}),
  };
}

function beslutetsEgna({ rad }: Loggat): Figuruppgift[] {
  const egen = (ordinal: bigint, vad: string): Figuruppgift => ({
    ...{ forbund: rad.forbund, ordinal: Number(ordinal), vad, varde: null, stod: null },
  });
  return [
    egen(rad.registrerad, 'beslutet registrerades'),
    ...(rad.ordinal === rad.registrerad ? [] : [egen(rad.ordinal, 'beslutet fick den lydelse som gäller')]),
  ];
}
