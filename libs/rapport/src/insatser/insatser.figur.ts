import { beviljatTill, uppfoljningshandelser } from '#insats/public.js';
import { arsStart } from '#kernel/datum.js';
import { DomanFel } from '#kernel/fel.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { RapportKod } from '../rapportfel.js';
import type { Kalla } from '../stomme/belopp.js';
import type { Antalsfigur, Figur, Figurbidrag, Figurplats, Figuruppgift } from '../stomme/figur.js';
import { lasBelopp, lasBeloppsunderlag } from '../stomme/las-belopp.js';
import { tillDag, type Rapportsammanhang } from '../stomme/rapport.js';
import { insatsensId, maletsId, taletsId, utfalletsId } from './insatsplats.js';
import { galler, type Insatsrapporten, type Insatsuppgift } from './las-insatser.js';

/** A figure of the insatser: money down to the ledger, counts down to the events that told of them. */
export async function insatsernasFigur(
  sql: TransactionSql,
  s: Rapportsammanhang,
  rapport: Insatsrapporten,
  plats: Figurplats,
): Promise<Figur | undefined> {
  const i = rapport.insatser.find((x) => `${plats.rad}/`.startsWith(`${insatsensId(x)}/`));
  if (!i) return undefined;
  return plats.rad === insatsensId(i) ? pengarna(sql, s, i, plats) : uppfoljningen(sql, s, i, plats);
}

async function pengarna(
  sql: TransactionSql,
  s: Rapportsammanhang,
  i: Insatsuppgift,
  { rad, kolumn }: Figurplats,
): Promise<Figur | undefined> {
  const figur = { rad, kolumn, etikett: i.namn, definition: null, termer: [] };
  const till = tillDag(s);
  switch (kolumn) {
    case 'beviljat':
      return {
        ...{ ...figur, kolumnrubrik: 'Beviljat', ore: i.beviljatOre, bidrag: [] },
        formel: 'Beviljat: de beviljanden vars tid når in i året, hela beloppen.',
        uppgifter: await beviljandena(sql, s, i),
      };
    case 'utfall':
      return {
        ...{ ...figur, kolumnrubrik: 'Utfall', ore: i.utfallOre },
        formel: 'Utfall: insatsens poster, till och med dagen.',
        bidrag:
          till < arsStart(s.ar)
            ? []
            : await bidragen(sql, s, i, { slag: 'utfall', period: { fran: arsStart(s.ar), till } }),
      };
    case 'budget':
      return {
        ...{ ...figur, kolumnrubrik: 'Budget', ore: i.budgetOre },
        formel: 'Budget: insatsens poster.',
        bidrag: await bidragen(sql, s, i, { slag: 'budget', ar: s.ar, per: s.per }),
      };
    default:
      return undefined;
  }
}

async function bidragen(
  sql: TransactionSql,
  { ordinal }: Rapportsammanhang,
  { forbund, insats }: Insatsuppgift,
  kalla: Kalla,
): Promise<Figurbidrag[]> {
  const fraga = { forbund: [forbund], ordinal };
  const underlag = await lasBeloppsunderlag(sql, fraga);
  const poster = underlag.register.get(forbund)?.poster;
  const [alla = []] = await lasBelopp(sql, [kalla], { ...fraga, ...underlag });
  return alla
    .filter((b) => poster?.get(b.post)?.insats === insats)
    .map((belopp) => ({ kalla, belopp, faktor: -1n }));
}

async function beviljandena(
  sql: TransactionSql,
  { ar, per, ordinal }: Rapportsammanhang,
  { forbund, insats }: Insatsuppgift,
): Promise<Figuruppgift[]> {
  const alla = await beviljatTill(sql, { forbund: [forbund], insats, per, ordinal });
  return alla
    .filter((b) => galler(b, ar))
    .map((b) => ({
      ...{ forbund, ordinal: b.ordinal, vad: `Beviljande ${b.nummer}, ${b.fran}–${b.till}` },
      ...{ varde: BigInt(b.beloppOre), stod: b.stod as Figuruppgift['stod'] },
    }));
}

/** @throws DomanFel FIGUR_SKYDDAD */
async function uppfoljningen(
  sql: TransactionSql,
  s: Rapportsammanhang,
  i: Insatsuppgift,
  { rad, kolumn }: Figurplats,
): Promise<Figur | undefined> {
  const funnen = hitta(i, rad, kolumn);
  if (!funnen) return undefined;
  const { antal, skyddad, vad, formel, valj } = funnen;
  if (skyddad)
    throw new DomanFel<RapportKod>('FIGUR_SKYDDAD', 'Siffran är skyddad och öppnas inte.', {
      falt: 'rad',
      forvantat: 'en siffra som visas: antal under fem, och det som annars skulle röja dem, visas inte',
    });
  const { forbund, insats } = i;
  const ordinal = valj(await uppfoljningshandelser(sql, { forbund, insats, ordinal: s.ordinal }));
  return {
    ...{ rad, kolumn, etikett: `${i.namn}, ${vad}`, kolumnrubrik: funnen.rubrik, definition: null },
    ...{ ore: null, antal, formel, termer: [], bidrag: [] },
    // A count is told whole by its event; a value in hundredths is not one that can be added.
    uppgifter:
      ordinal === undefined
        ? []
        : [{ forbund, ordinal, vad, varde: antal.enhet === 'antal' ? somHeltal(antal) : null, stod: null }],
  };
}

const somHeltal = ({ varde }: Antalsfigur): bigint | null => (varde === null ? null : BigInt(varde));

type Handelser = Awaited<ReturnType<typeof uppfoljningshandelser>>;

interface Uppfoljningssiffra {
  readonly antal: Antalsfigur;
  readonly skyddad: boolean;
  readonly rubrik: string;
  readonly vad: string;
  readonly formel: string;
  readonly valj: (h: Handelser) => number | undefined;
}

const hitta = (i: Insatsuppgift, rad: string, kolumn: string): Uppfoljningssiffra | undefined =>
  iRapporterna(i, rad, kolumn) ?? iMalen(i, rad, kolumn);

function iRapporterna(i: Insatsuppgift, rad: string, kolumn: string): Uppfoljningssiffra | undefined {
  if (kolumn !== 'antal') return undefined;
  for (const v of i.uppfoljning.flatMap((u) => u.versioner)) {
    const tal = v.tal.find((t) => rad === taletsId(insatsensId(i), v.nummer, t.cell));
    if (!tal) continue;
    return {
      ...{ antal: { varde: tal.antal, enhet: 'antal' }, skyddad: tal.antal === null, rubrik: 'Antal' },
      vad: `uppföljning ${v.nummer}, ${v.fran}–${v.till}${v.rattar === null ? '' : `, rättar ${v.rattar}`}`,
      formel: `${tal.cell} som det rapporterades.`,
      valj: (h) => h.rapporter.find((r) => r.nummer === v.nummer)?.ordinal,
    };
  }
  return undefined;
}

/** Values are told in hundredths: things counted so are not the whole counts that events add up to. */
const enheten = (enhet: string): string => (enhet === 'antal' ? 'antal, med decimaler' : enhet);

const UTFALLSKOLUMNER: Readonly<Record<string, string>> = {
  ...{ varde: 'Utfall', taljare: 'Täljare', namnare: 'Nämnare' },
};

function iMalen(i: Insatsuppgift, rad: string, kolumn: string): Uppfoljningssiffra | undefined {
  for (const m of i.mal) {
    const id = maletsId(insatsensId(i), m);
    const samma = (a: { mal: string; fran: string; till: string }, p: { fran: string; till: string }) =>
      a.mal === m.mal && a.fran === p.fran && a.till === p.till;
    if (rad === id)
      return kolumn !== 'malvarde'
        ? undefined
        : {
            ...{ antal: { varde: m.malvardeHundradelar / 100, enhet: enheten(m.enhet) }, skyddad: false },
            ...{ rubrik: 'Målvärde', vad: `mål ${m.indikator}, ${m.fran}–${m.till}` },
            formel: `${m.riktning === 'minst' ? 'Minst' : 'Högst'} så mycket, som målet gäller.`,
            valj: (h) => h.mal.filter((x) => samma(x, m)).at(-1)?.ordinal,
          };
    for (const u of m.utfall) {
      const n = u.versioner.findIndex((_, x) => rad === utfalletsId(id, u, x));
      const version = u.versioner[n];
      const rubrik = UTFALLSKOLUMNER[kolumn];
      if (!version || rubrik === undefined) continue;
      const varde =
        kolumn === 'varde'
          ? version.hundradelar === null
            ? null
            : version.hundradelar / 100
          : version[kolumn as 'taljare' | 'namnare'];
      return {
        antal: { varde, enhet: kolumn === 'varde' ? enheten(m.enhet) : 'antal' },
        ...{ skyddad: version.skyddad && varde === null, rubrik },
        vad: `utfall av ${m.indikator}, ${u.fran}–${u.till}${n === 0 ? '' : `, rättelse ${n}`}`,
        formel: kolumn === 'varde' ? 'Som det rapporterades.' : `${rubrik} som den rapporterades.`,
        valj: (h) => h.utfall.filter((x) => samma(x, u))[n]?.ordinal,
      };
    }
  }
  return undefined;
}
