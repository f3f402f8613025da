import { describe, expect, it } from '@jest/globals';
import { nekandetAv } from '../../../../test/given.js';
import { arPersonnyckel, kontrolleraIngenPerson, kontrolleraTexter } from './personuppgift.js';

const LISTOR = new Set(['orsaker', 'antal']);
/** The field that what was sent is refused for; nothing when it is let through. */
const nekas = (varde: unknown): string | undefined => {
  try {
    kontrolleraIngenPerson(varde, '', LISTOR);
    return undefined;
  } catch {
    return nekandetAv(() => {
      kontrolleraIngenPerson(varde, '', LISTOR);
    }).falt;
  }
};

describe('en rad om en person', () => {
  it.each<[string, unknown, string]>([
    ['personnummer i en text', { notering: 'avser 800101-1231' }, 'notering'],
    ['personnummer som tal', { id: 198001011231 }, 'id'],
    ['personnummer som nyckel', { uppgifter: { '19800101-1231': 1 } }, 'uppgifter'],
    ['personnummer djupt inne', { a: { b: { c: 'samordningsnr 701063-2391' } } }, 'a.b.c'],
    ['namn', { namn: 'Anna' }, 'namn'],
    ['för- och efternamn', { uppgifter: { for_namn: 'Anna' } }, 'uppgifter.for_namn'],
    ['personnummer utan värde', { personnummer: null }, 'personnummer'],
    ['födelsedatum', { Födelsedatum: '1980-01-01' }, 'Födelsedatum'],
    ['adress', { 'e-post': 'a@b.se' }, 'e-post'],
    ['en lista med personer', { deltagare: [{ kon: 'kvinna' }] }, 'deltagare'],
    ['en lista med åldrar', { alder: [34, 51] }, 'alder'],
    ['en lista med fritext', { berattelser: ['kom i arbete'] }, 'berattelser'],
    ['personer med nummer', { deltagare: { 1: { start: '2024-01-01' } } }, 'deltagare'],
    ['ett fält per person', { 'deltagare-1': { slutat: true } }, 'deltagare-1'],
    ['ett fält per individ', { individA: 1 }, 'individA'],
    [
      'ett namn i en känd lista',
      { antal: [{ vad: 'x', antal: 1 }, { efternamn: 'Ek' }] },
      'antal[1].efternamn',
    ],
    [
      'djupare än någon ser',
      { a: { b: { c: { d: { e: { f: { g: { h: { i: 1 } } } } } } } } },
      'a.b.c.d.e.f.g.h',
    ],
  ])('%s', (_, varde, falt) => {
    expect(nekas(varde)).toBe(falt);
  });

  it.each<[string, unknown]>([
    ['antal', { startade: { totalt: 40 }, antal: [{ vad: 'kontakt', antal: 137 }] }],
    ['kända listor', { avslutade: { orsaker: [{ orsak: 'arbete', totalt: 3 }] } }],
    ['antalet deltagare', { deltagare: 31, unika_deltagare: 104, deltagare_som_slutat: 3 }],
    ['organisationsnummer', { kalla: '222000-2824' }],
    ['en period', { period: { fran: '2022-01-01', till: '2022-06-30' }, notering: '2022-01-01–2022-06-30' }],
    ['inget', null],
    ['en text', 'avser 31 avslutade'],
  ])('är inte %s', (_, varde) => {
    expect(nekas(varde)).toBeUndefined();
  });

  it('nekas med lagen som skäl, utan att det som skrevs upprepas', () => {
    const fel = (() => {
      try {
        kontrolleraTexter({ indikator: 'Anna 800101-1231' });
      } catch (f) {
        return f as Error;
      }
      throw new Error('godtogs');
    })();
    expect(fel.message).toContain('finsamlagen (2003:1210)');
    expect(fel.message).not.toContain('800101');
    expect(nekas({ '800101-1231': 1 })).toBe('');
  });
});

it.each([
  ['deltagare-1', true],
  ['person-a', true],
  ['klient12', true],
  ['arende-nr-7', true],
  ['kontaktens-namn', true],
  ['19800101-1231', true],
  ['deltagare', false],
  ['unika-deltagare', false],
  ['personer-i-ko', false],
  ['avslutade-2022', false],
  ['steg-1', false],
])('%s om en person: %s', (nyckel, svar) => {
  expect(arPersonnyckel(nyckel)).toBe(svar);
});
