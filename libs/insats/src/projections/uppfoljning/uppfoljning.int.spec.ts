import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type {
  Malutfall,
  UppfoljningHandelse,
  Uppfoljningsuppgifter,
} from '../../domain/uppfoljning.events.js';
import { UppfoljningProjektion } from './uppfoljning.projektion.js';
import { publiceradeMal, publiceradUppfoljning } from './uppfoljning.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new UppfoljningProjektion());
});
afterEach(() => prov.stang());

const TEAM = { forbund: 'a', insats: 'team' };
const HALVAR = { fran: datum('2024-01-01'), till: datum('2024-06-30') };
const HELAR = { fran: datum('2024-01-01'), till: datum('2024-12-31') };

interface Nar {
  readonly ordinal?: number;
  readonly per?: string;
  readonly forbund?: readonly string[];
}
const fraga = (n: Nar, sista: number) => ({
  forbund: n.forbund ?? ['a'],
  ordinal: n.ordinal ?? sista,
  per: n.per === undefined ? undefined : datum(n.per),
});

describe('uppföljningen', () => {
  const rapporterad = (
    nummer: number,
    uppgifter: Uppfoljningsuppgifter,
    mer: { period?: typeof HALVAR; forbund?: string } = {},
  ): UppfoljningHandelse => ({
    typ: 'UppfoljningRapporterad',
    data: { ...TEAM, forbund: mer.forbund ?? 'a', nummer, period: mer.period ?? HALVAR, uppgifter },
  });
  const rattad = (
    nummer: number,
    rattar: number,
    uppgifter: Uppfoljningsuppgifter,
    period = HALVAR,
  ): UppfoljningHandelse => ({
    typ: 'UppfoljningRattad',
    data: { ...TEAM, nummer, rattar, period, uppgifter, orsak: 'räknade dubbelt' },
  });
  const orsaker = (totalt: number, arbete: number, studier: number): Uppfoljningsuppgifter => ({
    avslutade: {
      totalt,
      orsaker: [
        { orsak: 'arbete', totalt: arbete },
        { orsak: 'studier', totalt: studier },
      ],
    },
  });
  /** Each chain of versions, figures as `cell=antal`, x for what is protected. */
  const uppfoljning = (n: Nar = {}) =>
    prov.fraga(async (sql, sista) =>
      (await publiceradUppfoljning(sql, fraga(n, sista))).map((u) =>
        u.versioner.map(
          (v) =>
            `${v.nummer}${v.rattar === null ? '' : ` rättar ${v.rattar}: ${v.orsak}`} ${v.till} ` +
            v.tal.map((t) => `${t.cell}=${t.antal ?? 'x'}`).join(' '),
        ),
      ),
    );

  it('ger varje antal på sin plats, i den ordning de visas', async () => {
    await prov.lagg(
      rapporterad(1, {
        startade: { totalt: 40, kvinnor: 22, man: 18 },
        avslutade: { totalt: 20, orsaker: [{ orsak: 'arbete', totalt: 20, kvinnor: 10, man: 10 }] },
        ko: { deltagare: 12, dagar: 340 },
        forsorjning: { deltagare: 20, slag: [{ forsorjning: 'lon', fore: 0, efter: 8 }] },
        stegforflyttning: { taljare: 21, namnare: 30 },
        antal: [{ vad: 'kontakt', antal: 137 }],
      }),
    );
    expect(await uppfoljning()).toEqual([
      [
        '1 2024-06-30 startade=40 startade.kvinnor=22 startade.man=18 avslutade=20 avslutade.arbete=20 ' +
          'avslutade.arbete.kvinnor=10 avslutade.arbete.man=10 ko.deltagare=12 ko.dagar=340 forsorjning.deltagare=20 ' +
          'forsorjning.lon.fore=0 forsorjning.lon.efter=8 stegforflyttning.taljare=21 stegforflyttning.namnare=30 antal.kontakt=137',
      ],
    ]);
  });

  it('skyddar små antal och det som skulle röja dem; de sanna antalen står i läsmodellen', async () => {
    await prov.lagg(rapporterad(1, orsaker(31, 3, 28)));
    expect(await uppfoljning()).toEqual([
      ['1 2024-06-30 avslutade=31 avslutade.arbete=x avslutade.studier=x'],
    ]);
    const sanna = await prov.fraga((sql) => sql`select antal from uppfoljning.tal order by nr`);
    expect(sanna.map((r) => (r as { antal: bigint }).antal)).toEqual([31n, 3n, 28n]);
  });

  it('har rättelsen intill det den rättar, och visar som av en tidigare händelse vad som då visades', async () => {
    const fore = await prov.lagg(
      rapporterad(1, orsaker(13, 6, 7)),
      rapporterad(2, orsaker(9, 0, 9), { period: HELAR }),
    );
    const forr = await uppfoljning();
    await prov.lagg(rattad(3, 1, orsaker(10, 3, 7)), rattad(4, 3, orsaker(20, 13, 7)));
    expect(await uppfoljning()).toEqual([
      [
        '1 2024-06-30 avslutade=13 avslutade.arbete=6 avslutade.studier=7',
        '3 rättar 1: räknade dubbelt 2024-06-30 avslutade=x avslutade.arbete=x avslutade.studier=7',
        '4 rättar 3: räknade dubbelt 2024-06-30 avslutade=x avslutade.arbete=x avslutade.studier=7',
      ],
      ['2 2024-12-31 avslutade=9 avslutade.arbete=0 avslutade.studier=9'],
    ]);
    expect(await uppfoljning({ ordinal: fore })).toEqual(forr);
    expect(await uppfoljning({ ordinal: 0 })).toEqual([]);
  });

  it('är den vars period har slutat, som rättelsen har den', async () => {
    await prov.lagg(rapporterad(1, orsaker(20, 10, 10)), rattad(2, 1, orsaker(20, 9, 11), HELAR));
    expect(await uppfoljning({ per: '2024-06-30' })).toEqual([]);
    expect(await uppfoljning({ per: '2024-06-30', ordinal: 1 })).toHaveLength(1);
    expect(await uppfoljning({ per: '2024-12-31' })).toHaveLength(1);
  });

  it('skiljer förbund åt, och ger flera i ordning', async () => {
    await prov.lagg(
      rapporterad(1, orsaker(20, 10, 10), { forbund: 'b' }),
      rapporterad(1, orsaker(21, 11, 10)),
    );
    expect((await uppfoljning({ forbund: ['b', 'a'] })).map((u) => u[0]?.includes('=21'))).toEqual([
      true,
      false,
    ]);
    expect(await uppfoljning({ forbund: ['c'] })).toEqual([]);
  });
});

describe('målen', () => {
  const satt = (malvarde: number, mer: object = {}, typ: 'MalSatt' | 'MalAndrat' = 'MalSatt') => ({
    typ,
    data: {
      ...TEAM,
      mal: 'steg',
      period: HELAR,
      indikator: 'Stegförflyttning',
      enhet: 'procent' as const,
      riktning: 'minst' as const,
      malvardeHundradelar: malvarde * 100,
      ...mer,
    },
  });
  const utfall = (u: Malutfall, period = HALVAR): UppfoljningHandelse => ({
    typ: 'MalutfallRapporterat',
    data: { ...TEAM, mal: 'steg', period, utfall: u },
  });
  const rattat = (u: Malutfall): UppfoljningHandelse => ({
    typ: 'MalutfallRattat',
    data: { ...TEAM, mal: 'steg', period: HALVAR, utfall: u, orsak: 'fel underlag' },
  });
  const varde = (hundradelar: number): Malutfall => ({ slag: 'varde', hundradelar });
  const andel = (taljare: number, namnare: number): Malutfall => ({ slag: 'andel', taljare, namnare });
  /** `80 2024-12-31: 70 nej` for a goal, its end, and each version of each outcome; x for what is protected. */
  const mal = (n: Nar = {}) =>
    prov.fraga(async (sql, sista) =>
      (await publiceradeMal(sql, fraga(n, sista))).map(
        (m) =>
          `${m.malvardeHundradelar / 100} ${m.till}: ` +
          m.utfall
            .flatMap((u) => u.versioner)
            .map(
              (v) =>
                `${v.skyddad ? 'x' : (v.hundradelar ?? 0) / 100}${v.namnare === null ? '' : ` av ${v.namnare}`} ` +
                (v.uppnatt === null ? '?' : v.uppnatt ? 'ja' : 'nej'),
            )
            .join(', '),
      ),
    );

  it('har utfall med alla rättelser, och om det är nått', async () => {
    const fore = await prov.lagg(satt(80), utfall(varde(7_000)));
    await prov.lagg(rattat(andel(26, 32)), utfall(varde(7_999), HELAR), satt(75, {}, 'MalAndrat'));
    expect(await mal()).toEqual(['75 2024-12-31: 70 nej, 81.25 av 32 ja, 79.99 ja']);
    expect(await mal({ per: '2024-06-30' })).toEqual(['75 2024-12-31: 70 nej, 81.25 av 32 ja']);
    expect(await mal({ ordinal: fore })).toEqual(['80 2024-12-31: 70 nej']);
    expect(await mal({ ordinal: 1 })).toEqual(['80 2024-12-31: ']);
  });

  it('jämförs som högst när det är så satt, och inte alls av ingen', async () => {
    await prov.lagg(satt(30, { enhet: 'dagar', riktning: 'hogst' }), utfall(varde(3_000)));
    expect(await mal()).toEqual(['30 2024-12-31: 30 ja']);
    await prov.lagg(satt(80, { mal: 'steg', period: HALVAR }), rattat(andel(0, 0)));
    expect(await mal()).toEqual(['80 2024-06-30: 30 nej, 0 av 0 ?', '30 2024-12-31: ']);
  });

  it('visar inget om få personer, i täljare, i det den lämnar eller av vad den kan vara andel av', async () => {
    await prov.lagg(satt(80), utfall(andel(3, 30)), rattat(andel(28, 30)));
    expect(await mal()).toEqual(['80 2024-12-31: x av 30 ?, x av 30 ?']);
    await prov.lagg(satt(80, { insats: 'annan', forbund: 'b' }), {
      typ: 'MalutfallRapporterat',
      data: { forbund: 'b', insats: 'annan', mal: 'steg', period: HALVAR, utfall: varde(5_000) },
    });
    expect(await mal({ forbund: ['b'] })).toEqual(['80 2024-12-31: 50 nej']);
    await prov.lagg({
      typ: 'UppfoljningRapporterad',
      data: {
        forbund: 'b',
        insats: 'annan',
        nummer: 1,
        period: HALVAR,
        uppgifter: { avslutade: { totalt: 6 } },
      },
    });
    expect(await mal({ forbund: ['b'] })).toEqual(['80 2024-12-31: x ?']);
  });

  it('skyddar antal deltagare, men inte antal av annat', async () => {
    await prov.lagg(satt(20, { enhet: 'deltagare' }), utfall(varde(300)));
    expect(await mal()).toEqual(['20 2024-12-31: x ?']);
    await prov.lagg(satt(20, { enhet: 'antal' }, 'MalAndrat'));
    expect(await mal()).toEqual(['20 2024-12-31: 3 nej']);
  });
});
