import { describe, expect, it } from '@jest/globals';
import type { Uppfoljningsuppgifter } from '../../domain/uppfoljning.events.js';
import { cellerAv } from './celler.js';
import { dolda } from './smacellsskydd.js';

/** What is hidden of each version, sorted. */
const doljs = (...versioner: Uppfoljningsuppgifter[]): string[][] =>
  dolda(versioner.map(cellerAv)).map((d) => [...d].sort());

const antal = (tal: Record<string, number>): Uppfoljningsuppgifter => ({
  antal: Object.entries(tal).map(([vad, n]) => ({ vad, antal: n })),
});
const orsaker = (totalt: number, tal: Record<string, number>): Uppfoljningsuppgifter => ({
  avslutade: {
    totalt,
    orsaker: Object.entries(tal).map(([orsak, n]) => ({ orsak: orsak as 'arbete', totalt: n })),
  },
});

describe('små antal', () => {
  it('ett till fyra döljs; noll och fem visas', () => {
    expect(doljs(antal({ noll: 0, ett: 1, fyra: 4, fem: 5, sex: 60 }))).toEqual([
      ['antal.ett', 'antal.fyra'],
    ]);
  });

  it('dagar i kö är inga personer, men döljs med de få som väntade', () => {
    expect(doljs({ ko: { deltagare: 12, dagar: 3 } })).toEqual([[]]);
    expect(doljs({ ko: { deltagare: 4, dagar: 300 } })).toEqual([['ko.dagar', 'ko.deltagare']]);
  });

  it('en andel döljs när de är få som den räknar, eller få som den lämnar; nämnaren visas', () => {
    const andel = (taljare: number, namnare: number) => doljs({ stegforflyttning: { taljare, namnare } });
    expect(andel(3, 40)).toEqual([['stegforflyttning.taljare']]);
    expect(andel(38, 40)).toEqual([['stegforflyttning.taljare']]);
    expect(andel(21, 30)).toEqual([[]]);
    expect(andel(0, 30)).toEqual([[]]);
    expect(andel(30, 30)).toEqual([[]]);
    expect(andel(2, 4)).toEqual([['stegforflyttning.namnare', 'stegforflyttning.taljare']]);
  });
});

describe('det som skulle röja dem', () => {
  it('en ensam liten del av en visad summa tar med sig den minsta andra', () => {
    expect(doljs(orsaker(31, { arbete: 3, studier: 8, sjukdom: 20 }))).toEqual([
      ['avslutade.arbete', 'avslutade.studier'],
    ]);
  });

  it('små delar som tillsammans är under fem räcker inte', () => {
    expect(doljs(orsaker(32, { arbete: 1, studier: 1, sjukdom: 20, flytt: 10 }))).toEqual([
      ['avslutade.arbete', 'avslutade.flytt', 'avslutade.studier'],
    ]);
  });

  it('en nolla kan inte skydda', () => {
    expect(doljs(orsaker(20, { arbete: 4, studier: 0, sjukdom: 16 }))).toEqual([
      ['avslutade.arbete', 'avslutade.sjukdom'],
    ]);
  });

  it('det som delarna lämnar är också ett antal', () => {
    expect(doljs(orsaker(30, { arbete: 12, studier: 16 }))).toEqual([['avslutade.arbete']]);
    expect(doljs(orsaker(30, { arbete: 2, studier: 16 }))).toEqual([['avslutade.arbete']]);
    expect(doljs({ startade: { totalt: 20, kvinnor: 18 } })).toEqual([['startade.kvinnor']]);
    expect(doljs({ startade: { totalt: 20, kvinnor: 12, man: 8 } })).toEqual([[]]);
  });

  it('orsak och kön visas tillsammans helt eller inte alls', () => {
    const rad = (orsak: 'arbete' | 'studier', kvinnor: number, man: number) => ({
      orsak,
      totalt: kvinnor + man,
      kvinnor,
      man,
    });
    const hel = (k: number, m: number): Uppfoljningsuppgifter => ({
      avslutade: {
        totalt: 20 + k + m,
        kvinnor: 10 + k,
        man: 10 + m,
        orsaker: [rad('arbete', 10, 10), rad('studier', k, m)],
      },
    });
    expect(doljs(hel(6, 5))).toEqual([[]]);
    expect(doljs(hel(6, 2))).toEqual([
      ['arbete.kvinnor', 'arbete.man', 'studier.kvinnor', 'studier.man'].map((c) => `avslutade.${c}`),
    ]);
  });

  it('egna antal: den del de sägs vara av, eller det en läsare ser att de är delar av', () => {
    expect(
      doljs({
        antal: [
          { vad: 'tillfragade', antal: 40 },
          { vad: 'deltog', antal: 37, delAv: 'tillfragade' },
        ],
      }),
    ).toEqual([['antal.deltog']]);
    expect(doljs(antal({ kontakt: 90, avslut: 31, arbete: 3, studier: 8, annat: 20 }))).toEqual([
      ['antal.arbete', 'antal.studier'],
    ]);
    expect(doljs({ avslutade: { totalt: 31 }, ...antal({ arbete: 3, kontakt: 90, ovriga: 28 }) })).toEqual([
      ['antal.arbete', 'antal.ovriga'],
    ]);
  });

  it('försörjning: delar när de går ihop, var för sig när en person kan ha flera', () => {
    const forsorjning = (deltagare: number, sjukpenning: number, bistand: number) =>
      doljs({
        forsorjning: {
          deltagare,
          slag: [
            { forsorjning: 'sjukpenning', fore: sjukpenning, efter: 0 },
            { forsorjning: 'ekonomiskt_bistand', fore: bistand, efter: 0 },
          ],
        },
      });
    expect(forsorjning(20, 3, 17)).toEqual([
      ['forsorjning.ekonomiskt_bistand.fore', 'forsorjning.sjukpenning.fore'],
    ]);
    expect(forsorjning(20, 3, 18)).toEqual([['forsorjning.sjukpenning.fore']]);
  });
});

describe('rättelser', () => {
  it('det som doldes och står kvar förblir dolt, också när det inte längre behövs', () => {
    expect(doljs(orsaker(10, { arbete: 3, studier: 7 }), orsaker(19, { arbete: 12, studier: 7 }))).toEqual([
      ['avslutade.arbete', 'avslutade.studier'],
      ['avslutade.arbete', 'avslutade.studier'],
    ]);
  });

  it('det som har visats kan inte skydda; då döljs summan', () => {
    expect(doljs(orsaker(13, { arbete: 6, studier: 7 }), orsaker(10, { arbete: 3, studier: 7 }))).toEqual([
      [],
      ['avslutade', 'avslutade.arbete'],
    ]);
  });

  it('det som rättas och inte är litet visas', () => {
    expect(doljs(antal({ kontakt: 3, inskrivna: 40 }), antal({ kontakt: 30, inskrivna: 40 }))).toEqual([
      ['antal.kontakt'],
      [],
    ]);
  });

  it('en senare rättelse ändrar inget som redan är publicerat', () => {
    const versioner = [orsaker(10, { arbete: 3, studier: 7 }), orsaker(12, { arbete: 5, studier: 7 })];
    expect(doljs(...versioner)[0]).toEqual(doljs(versioner[0]!)[0]);
  });
});
