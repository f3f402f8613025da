import { beforeEach, describe, expect, it } from '@jest/globals';
import { Journal, type Kvitto } from './journal.js';
import { granska, type Lagrad } from './kontroll.js';
import { lagratIErsattaren } from './lagrat.js';
import type { Loggpost } from '../kurrent/ersattarlogg.js';
import { forberedelser, Kommandokalla, type Kommando } from './kommandon.js';

const ANTAL = 200;
const PREFIX = 'prov';

let journal: Journal;
let lagrade: Lagrad[];
beforeEach(() => {
  const kalla = new Kommandokalla(7);
  journal = new Journal();
  lagrade = [];
  for (const kommando of [...forberedelser(), ...Array.from({ length: ANTAL }, () => kalla.nasta())])
    lagra(kommando);
});

/** What the programs write by themselves. */
function skrivSjalv(stream: string, typ: string, data: Lagrad['data']): void {
  const revision = lagrade.filter((h) => h.stream === stream).length;
  const ordinal = lagrade.length + 1;
  const metadata = { kommandoId: `egen-${ordinal}` };
  lagrade.push({ ordinal, id: `h${ordinal}`, stream, revision, typ, version: 1, data, metadata });
}

/** As a store without faults does it: the stream is by what the address says, a number in it what comes next. */
function lagra(kommando: Kommando): void {
  const data = kommando.vantat.map((h) => JSON.parse(h.data) as Record<string, unknown>);
  const [forsta = {}] = data;
  const slag = kommando.vantat[0]?.typ ?? '';
  const stream = `${slag}-${String(forsta['forbund'])}-${String(forsta['ar'])}-${String(forsta['serie'])}`;
  const { forbund, ar, serie } = forsta;
  if (slag === 'VerifikationBokford' && !lagrade.some((h) => h.stream === stream))
    skrivSjalv('serier', 'SerieUpplagd', { forbund, ar, serie });
  kommando.vantat.forEach(({ typ }, i) => {
    const revision = lagrade.filter((h) => h.stream === stream).length;
    const nummer = typ === 'VerifikationBokford' ? { nummer: revision + 1 } : {};
    lagrade.push({
      ...{ ordinal: lagrade.length + 1, id: `h${lagrade.length + 1}`, stream, revision, typ, version: 1 },
      data: { ...data[i], ...nummer },
      metadata: { kommandoId: kommando.nyckel },
    });
  });
  journal.skickade.set(kommando.nyckel, kommando);
  journal.kvittera(kommando.nyckel, kvittot(kommando.nyckel));
}

const kvittot = (nyckel: string): Kvitto => {
  const { stream, revision, ordinal } = lagrade.findLast((h) => h.metadata['kommandoId'] === nyckel)!;
  return { stream, revision, ordinal, upprepad: false };
};

const vid = (typ: string): number => lagrade.findIndex((h) => h.typ === typ);
const byt = (plats: number, mer: Partial<Lagrad>): void => {
  lagrade[plats] = { ...lagrade[plats]!, ...mer };
};
/** Numbers what is left anew, so that nothing but the missing event tells. */
const utan = (plats: number): void => {
  const { stream } = lagrade[plats]!;
  lagrade.splice(plats, 1);
  lagrade = lagrade.map((h, i) => ({ ...h, ordinal: i + 1 }));
  lagrade
    .filter((h) => h.stream === stream)
    .forEach((h, revision) => {
      byt(lagrade.indexOf(h), { revision });
    });
};
const nyckelVid = (plats: number): string => String(lagrade[plats]?.metadata['kommandoId']);
const fynd = (): string => granska(journal, lagrade).join('\n');

describe('granskningen', () => {
  it('finner inget i det som är rätt', () => {
    expect(lagrade.length).toBeGreaterThan(ANTAL);
    expect(granska(journal, lagrade)).toEqual([]);
  });

  it('godtar ett okvitterat kommando som är helt, eller inte alls, lagrat, och det programmen skriver själva', () => {
    const sista = nyckelVid(lagrade.length - 1);
    journal.kvitton.delete(sista);
    expect(granska(journal, lagrade)).toEqual([]);
    lagrade = lagrade.filter((h) => h.metadata['kommandoId'] !== sista);
    skrivSjalv('prognos', 'PrognosBeraknad', { underlagOrdinal: 9 });
    expect(granska(journal, lagrade)).toEqual([]);
  });

  it('ser ett kvitterat kommando som är borta', () => {
    const plats = lagrade.findLastIndex((h) => h.typ === 'BeslutFattat');
    const nyckel = nyckelVid(plats);
    utan(plats);
    expect(fynd()).toContain(`${nyckel} är kvitterat men inte lagrat`);
  });

  it('ser ett som är lagrat två gånger', () => {
    const plats = vid('BeslutFattat');
    const sista = lagrade.length;
    const revision = lagrade.filter((h) => h.stream === lagrade[plats]!.stream).length;
    lagrade.push({ ...lagrade[plats]!, id: 'igen', ordinal: sista + 1, revision });
    expect(fynd()).toContain(`${nyckelVid(plats)}: lagrat är BeslutFattat`);
  });

  it('ser ett som är lagrat till hälften', () => {
    const plats = vid('PostUpplagd');
    const nyckel = nyckelVid(plats);
    utan(plats);
    expect(fynd()).toContain(`${nyckel}: lagrat är KontoUpplagt`);
  });

  it('ser ett annat innehåll', () => {
    const plats = vid('BeslutFattat');
    byt(plats, { data: { ...lagrade[plats]!.data, rubrik: 'En annan' } });
    expect(fynd()).toContain(`${nyckelVid(plats)}: lagrat är BeslutFattat`);
  });

  it('ser luckor i ordningen och i en ström, och samma id två gånger', () => {
    byt(9, { ordinal: 9, revision: 99, id: lagrade[0]!.id });
    expect(fynd()).toContain('händelse 10 i ordningen har ordinal 9');
    expect(fynd()).toContain('revision 99 vid ordinal 9');
    expect(fynd()).toContain('1 händelser har en annans id');
  });

  it('ser luckor bland verifikationer, och en som inte balanserar', () => {
    const plats = vid('VerifikationBokford');
    byt(plats, { data: { ...lagrade[plats]!.data, nummer: 2, rader: [{ beloppOre: 7 }] } });
    expect(fynd()).toContain('verifikation 2 där 1 skulle stå');
    expect(fynd()).toContain('verifikation 2 skiljer 7 öre');
  });

  it('ser en verifikation i en serie som inte är upplagd', () => {
    lagrade = lagrade.filter((h) => h.typ !== 'SerieUpplagd');
    expect(fynd()).toMatch(/serien norra 202[34] [ab] är inte upplagd/);
  });

  it('ser en prognos som vilar på det som inte har hänt, eller på mindre än den före', () => {
    for (const underlagOrdinal of [9, 8, 9_999])
      skrivSjalv('prognos', 'PrognosBeraknad', { underlagOrdinal });
    const sista = lagrade.length;
    expect(granska(journal, lagrade)).toEqual([
      `prognos: prognosen vid ${sista - 1} vilar på 8, den före på 9`,
      `prognos: prognosen vid ${sista} vilar på 9999, den före på 8`,
    ]);
  });

  it('ser det som ingen har skickat', () => {
    const plats = vid('BeslutFattat');
    journal.skickade.delete(nyckelVid(plats));
    expect(fynd()).toContain(`${nyckelVid(plats)} har ingen skickat: BeslutFattat`);
  });

  it('ser kvitton som säger olika, och två som säger att de var det första', () => {
    const nyckel = nyckelVid(vid('BeslutFattat'));
    const kvitto = kvittot(nyckel);
    journal.kvittera(nyckel, { ...kvitto, ordinal: kvitto.ordinal + 1 });
    expect(fynd()).toContain(`${nyckel}: kvittot säger`);
    expect(fynd()).toContain(`${nyckel}: 2 kvitton säger att det utfördes då`);
  });

  it('ser ett nekat, och om det ändå är lagrat', () => {
    const nyckel = nyckelVid(vid('BeslutFattat'));
    journal.nekade.push({ nyckel, status: 500, kod: 'INTERNT_FEL' });
    expect(fynd()).toContain(`${nyckel} nekades: 500 INTERNT_FEL, men är lagrat`);
  });
});

describe('det som ligger i ersättaren', () => {
  const post = (stream: string, revision: number, data: object): Loggpost => ({
    ...{ stream, revision, id: `${stream}${revision}`, typ: 'Provad', innehallstyp: 'application/json' },
    ...{ skapad: 0n, plats: 0n, data: Buffer.from(JSON.stringify(data)) },
    metadata: Buffer.from(JSON.stringify({ kommandoId: `k${revision}`, version: 1, nr: 0 })),
  });
  const handelser = [0, 1, 2].map((revision) => post(`${PREFIX}.a`, revision, {}));
  const ordinaler = (...korningar: readonly unknown[][]): number[] =>
    lagratIErsattaren(
      [...handelser, post('annans', 0, {}), post(`${PREFIX}:ordning`, 0, { korningar })],
      PREFIX,
    ).map((h) => h.ordinal);

  it('har de ordinaler som numreringen ger', () => {
    expect(ordinaler(['a', 0, 2, 0], ['a', 2, 1, 0])).toEqual([1, 2, 3]);
  });

  it('visar vad som inte är numrerat, och vad som är det två gånger', () => {
    expect(ordinaler(['a', 0, 2, 0])).toEqual([1, 2, 0]);
    expect(ordinaler(['a', 0, 3, 0], ['a', 1, 1, 0])).toEqual([1, 2, 4, 3]);
  });
});
