import { beforeEach, describe, expect, it } from '@jest/globals';
import { Journal, type Kvitto } from './journal.js';
import { granska, type Lagrad } from './kontroll.js';
import { forberedelser, Kommandokalla, type Kommando } from './kommandon.js';

const ANTAL = 200;

let journal: Journal;
let lagrade: Lagrad[];
beforeEach(() => {
  const kalla = new Kommandokalla(7);
  journal = new Journal();
  lagrade = [];
  for (const kommando of [...forberedelser(), ...Array.from({ length: ANTAL }, () => kalla.nasta())])
    lagra(kommando);
});

/** As a store without faults does it: the stream is by what the address says, a number in it what comes next. */
function lagra(kommando: Kommando): void {
  const data = kommando.vantat.map((h) => JSON.parse(h.data) as Record<string, unknown>);
  const [forsta = {}] = data;
  const slag = kommando.vantat[0]?.typ ?? '';
  const stream = `${slag}-${String(forsta['forbund'])}-${String(forsta['ar'])}-${String(forsta['serie'])}`;
  kommando.vantat.forEach(({ typ }, i) => {
    const revision = lagrade.filter((h) => h.stream === stream).length;
    const nummer = typ === 'VerifikationBokford' ? { nummer: revision + 1 } : {};
    lagrade.push({
      ...{ ordinal: lagrade.length + 1, id: `h${lagrade.length}`, stream, revision, typ, version: 1 },
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
    const egen = { ...lagrade[0]!, id: 'egen', ordinal: lagrade.length + 1, revision: 0, data: {} };
    lagrade.push({ ...egen, stream: 'prognos', typ: 'PrognosBeraknad', metadata: { kommandoId: 'egen' } });
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
