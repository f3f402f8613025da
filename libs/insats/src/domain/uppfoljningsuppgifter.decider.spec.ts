import { describe, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { given } from '../../../../test/given.js';
import { uppfoljningDecider } from './uppfoljning.decider.js';
import type { UppfoljningRapporterad, Uppfoljningsuppgifter } from './uppfoljning.events.js';
import type { UppfoljningKommando } from './uppfoljning.kommandon.js';

const vilken = { forbund: 'ostra', insats: 'team' };
const HALVAR = { fran: datum('2024-01-01'), till: datum('2024-06-30') };
const kontakt = (antal: number): Uppfoljningsuppgifter => ({ antal: [{ vad: 'kontakt', antal }] });
const rapporterad = (nummer = 1, period = HALVAR, uppgifter = kontakt(137)): UppfoljningRapporterad => ({
  typ: 'UppfoljningRapporterad',
  data: { ...vilken, nummer, period, uppgifter },
});
const rapportera = (uppgifter = kontakt(137), period = HALVAR): UppfoljningKommando => ({
  typ: 'RapporteraUppfoljning',
  data: { ...vilken, period, uppgifter },
});
const rattelse = {
  ...vilken,
  rattar: 1,
  period: HALVAR,
  uppgifter: kontakt(135),
  orsak: 'två räknades dubbelt',
};
const ratta = (delar: Partial<typeof rattelse> = {}): UppfoljningKommando => ({
  typ: 'RattaUppfoljning',
  data: { ...rattelse, ...delar },
});

describe('uppgifterna', () => {
  const hela: Uppfoljningsuppgifter = {
    startade: { totalt: 40, kvinnor: 22, man: 18 },
    avslutade: {
      totalt: 31,
      kvinnor: 17,
      man: 12,
      orsaker: [
        { orsak: 'arbete', totalt: 12, kvinnor: 7, man: 5 },
        { orsak: 'studier', totalt: 8 },
      ],
    },
    ko: { deltagare: 12, dagar: 340 },
    forsorjning: {
      deltagare: 31,
      slag: [
        { forsorjning: 'sjukpenning', fore: 20, efter: 8 },
        { forsorjning: 'ekonomiskt_bistand', fore: 18, efter: 0 },
      ],
    },
    stegforflyttning: { taljare: 21, namnare: 30 },
    antal: [
      { vad: 'kontakt', antal: 137 },
      { vad: 'ej-start', antal: 40, delAv: 'kontakt' },
    ],
  };

  it('får vara ofullständiga, men inte motsäga varandra', () => {
    given(uppfoljningDecider)
      .when(rapportera(hela))
      .then([rapporterad(1, HALVAR, hela)]);
  });

  it.each<[string, Uppfoljningsuppgifter, string, string]>([
    [
      'kön över totalen',
      { startade: { totalt: 5, kvinnor: 3, man: 3 } },
      'UPPFOLJNING_MOTSAGELSE',
      'startade',
    ],
    [
      'orsaker över de avslutade',
      { avslutade: { totalt: 9, orsaker: [{ orsak: 'arbete', totalt: 10 }] } },
      'UPPFOLJNING_MOTSAGELSE',
      'avslutade.orsaker',
    ],
    [
      'kvinnor av någon orsak över alla kvinnor',
      { avslutade: { totalt: 9, kvinnor: 2, orsaker: [{ orsak: 'arbete', totalt: 5, kvinnor: 3 }] } },
      'UPPFOLJNING_MOTSAGELSE',
      'avslutade.orsaker',
    ],
    [
      'kön över en orsak',
      { avslutade: { totalt: 9, orsaker: [{ orsak: 'arbete', totalt: 5, kvinnor: 3, man: 3 }] } },
      'UPPFOLJNING_MOTSAGELSE',
      'avslutade.orsaker[0]',
    ],
    [
      'fler med en försörjning än som deltog',
      { forsorjning: { deltagare: 5, slag: [{ forsorjning: 'lon', fore: 0, efter: 6 }] } },
      'UPPFOLJNING_MOTSAGELSE',
      'forsorjning.slag[0].efter',
    ],
    [
      'fler steg än svar',
      { stegforflyttning: { taljare: 31, namnare: 30 } },
      'UPPFOLJNING_MOTSAGELSE',
      'stegforflyttning',
    ],
    ['dagar i kö för ingen', { ko: { deltagare: 0, dagar: 1 } }, 'UPPFOLJNING_MOTSAGELSE', 'ko.dagar'],
    [
      'en del av något som inte finns',
      { antal: [{ vad: 'a', antal: 1, delAv: 'b' }] },
      'UPPFOLJNING_MOTSAGELSE',
      'antal[0].delAv',
    ],
    [
      'en del av sig själv',
      { antal: [{ vad: 'a', antal: 1, delAv: 'a' }] },
      'UPPFOLJNING_MOTSAGELSE',
      'antal[0].delAv',
    ],
    [
      'delar över det hela',
      {
        antal: [
          { vad: 'a', antal: 5 },
          { vad: 'b', antal: 3, delAv: 'a' },
          { vad: 'c', antal: 3, delAv: 'a' },
        ],
      },
      'UPPFOLJNING_MOTSAGELSE',
      'antal[1]',
    ],
    [
      'samma orsak två gånger',
      {
        avslutade: {
          totalt: 9,
          orsaker: [
            { orsak: 'flytt', totalt: 1 },
            { orsak: 'flytt', totalt: 1 },
          ],
        },
      },
      'UPPFOLJNING_DUBBEL',
      'avslutade.orsaker[1]',
    ],
    [
      'samma namn två gånger',
      {
        antal: [
          { vad: 'a', antal: 1 },
          { vad: 'a', antal: 2 },
        ],
      },
      'UPPFOLJNING_DUBBEL',
      'antal[1]',
    ],
    ['ett halvt antal', kontakt(0.5), 'UPPFOLJNING_ANTAL_OGILTIGT', 'antal[0].antal'],
    ['fler än som finns', kontakt(1_000_001), 'UPPFOLJNING_ANTAL_OGILTIGT', 'antal[0].antal'],
    [
      'ett antal om en person',
      { antal: [{ vad: 'deltagare-3', antal: 1 }] },
      'UPPGIFT_OM_PERSON',
      'antal[0].vad',
    ],
    [
      'ett personnummer som nyckel',
      { antal: [{ vad: '800101-1231', antal: 1 }] },
      'UPPGIFT_OM_PERSON',
      'antal[0].vad',
    ],
    [
      'så många antal att de är ett per person',
      { antal: Array.from({ length: 61 }, (_, n) => ({ vad: `a${n}`, antal: 1 })) },
      'UPPGIFT_OM_PERSON',
      'antal',
    ],
  ])('%s nekas', (_, uppgifter, kod, falt) => {
    given(uppfoljningDecider).when(rapportera(uppgifter)).thenThrows(kod, falt);
    given(uppfoljningDecider, [rapporterad()])
      .when(ratta({ uppgifter: uppgifter }))
      .thenThrows(kod, falt);
  });
});
