import { describe, expect, it } from '@jest/globals';
import { arDomanFel, type DomanFel } from '#kernel/fel.js';
import { tolkaKalldokument } from './tolkning.js';

type Json = Record<string, unknown>;

const rad = (mer: Json = {}): Json => ({
  rad: 'Team',
  post: 'team',
  slag: 'kostnad',
  grupp: 'individ',
  varden: [-100],
  ...mer,
});
const tabell = (mer: Json = {}): Json => ({
  id: 't',
  enhet: 'kr',
  tecken: 'kostnad_negativ',
  kolumner: [{ id: 'h', slag: 'utfall', fran: '2024-01-01', till: '2024-06-30' }],
  rader: [rad()],
  ...mer,
});
const dokument = (mer: Json = {}): Json => ({
  schema: 'kalldokument/1',
  id: 'rapport',
  forbund: { nyckel: 'prov', namn: 'Prov' },
  tabeller: [tabell()],
  ...mer,
});

function nekandet(innehall: string): DomanFel {
  try {
    tolkaKalldokument(innehall);
  } catch (fel) {
    if (arDomanFel(fel)) return fel;
    throw fel;
  }
  throw new Error('godtogs');
}

it('keeps what it does not know', () => {
  expect(tolkaKalldokument(JSON.stringify(dokument({ eget: { a: 1 } })))).toMatchObject({ eget: { a: 1 } });
});

describe('refused, each with its code and field', () => {
  const fall: [string, string, Json | string][] = [
    ['KALLDOKUMENT_EJ_JSON', '', '{"schema":'],
    ['KALLDOKUMENT_FEL_SCHEMA', 'schema', { schema: 'kalldokument/2' }],
    ['KALLDOKUMENT_OGILTIGT', 'forbund', { schema: 'kalldokument/1', id: 'x', tabeller: [tabell()] }],
    ['KALLDOKUMENT_OGILTIGT', 'id', dokument({ id: 'Rapport 1' })],
    [
      'KALLDOKUMENT_OGILTIGT',
      'tabeller[0].rader[0].slag',
      dokument({ tabeller: [tabell({ rader: [rad({ slag: 'utgift' })] })] }),
    ],
    [
      'KALLDOKUMENT_OGILTIGT',
      'tabeller[0].rader[0].varden[0]',
      dokument({ tabeller: [tabell({ rader: [rad({ varden: ['100'] })] })] }),
    ],
    [
      'KALLDOKUMENT_OGILTIGT',
      'tabeller[0].kolumner[0].fran',
      dokument({
        tabeller: [
          tabell({ kolumner: [{ id: 'h', slag: 'utfall', fran: '2024-02-30', till: '2024-06-30' }] }),
        ],
      }),
    ],
    [
      'KALLDOKUMENT_OGILTIGT',
      'tabeller[0].rader[0].rad',
      dokument({ tabeller: [tabell({ rader: [rad({ rad: 'a\u0000b' })] })] }),
    ],
    [
      'KALLDOKUMENT_FEL_ANTAL_VARDEN',
      'tabeller[0].rader[0].varden',
      dokument({ tabeller: [tabell({ rader: [rad({ varden: [1, 2] })] })] }),
    ],
    [
      'KALLDOKUMENT_FEL_ANTAL_VARDEN',
      'tabeller[0].summor[0].varden',
      dokument({ tabeller: [tabell({ summor: [{ namn: 'S', av: ['slag:kostnad'], varden: [] }] })] }),
    ],
    ['KALLDOKUMENT_DUBBEL_TABELL', 'tabeller[1].id', dokument({ tabeller: [tabell(), tabell()] })],
    [
      'KALLDOKUMENT_DUBBEL_POST',
      'tabeller[0].rader[1].post',
      dokument({ tabeller: [tabell({ rader: [rad(), rad()] })] }),
    ],
    [
      'KALLDOKUMENT_OKAND_HANVISNING',
      'tabeller[0].rader[0].specificeras_av[0]',
      dokument({ tabeller: [tabell({ rader: [rad({ specificeras_av: ['not-9'] })] })] }),
    ],
    [
      'KALLDOKUMENT_CIRKEL',
      'tabeller[0].rader[0].specificeras_av[0]',
      dokument({ tabeller: [tabell({ rader: [rad({ specificeras_av: ['t'] })] })] }),
    ],
    [
      'KALLDOKUMENT_PERIOD_OMVAND',
      'tabeller[0].kolumner[0].till',
      dokument({
        tabeller: [
          tabell({ kolumner: [{ id: 'h', slag: 'utfall', fran: '2024-06-30', till: '2024-01-01' }] }),
        ],
      }),
    ],
    [
      'KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE',
      'tabeller[0].kolumner[0].till',
      dokument({
        tabeller: [
          tabell({ kolumner: [{ id: 'h', slag: 'utfall', fran: '2023-07-01', till: '2024-06-30' }] }),
        ],
      }),
    ],
    ['BELOPP_EJ_HELTAL', 't.Team', dokument({ tabeller: [tabell({ rader: [rad({ varden: [0.123] })] })] })],
    [
      'BELOPP_FOR_STORT',
      't.Team',
      dokument({ tabeller: [tabell({ rader: [rad({ varden: [9_007_199_254_740_991] })] })] }),
    ],
  ];

  const NR = '19800101-1231';
  it.each<[string, Json]>([
    ['titel', dokument({ titel: `Rapport om ${NR}` })],
    ['beslut[0].text', dokument({ beslut: [{ ar: 2024, organ: 'S', rubrik: 'R', text: `för ${NR}` }] })],
    ['tabeller[0].rader[0].notering', dokument({ tabeller: [tabell({ rader: [rad({ notering: NR })] })] })],
    ['tabeller[0].rader[0].rad', dokument({ tabeller: [tabell({ rader: [rad({ rad: `Stöd ${NR}` })] })] })],
    ['kommentarer[0].text', dokument({ kommentarer: [{ text: `Deltagaren (${NR}) slutade.` }] })],
    ['eget', dokument({ eget: { [NR]: 1 } })],
    ['insatser[0].notering', dokument({ insatser: [{ insats: 'a', rubrik: 'A', notering: NR }] })],
  ])('a personal identity number in %s, and it is not repeated', (falt, innehall) => {
    const fel = nekandet(JSON.stringify(innehall));
    expect([fel.kod, fel.falt]).toEqual(['UPPGIFT_OM_PERSON', falt]);
    expect(`${fel.message} ${fel.forvantat ?? ''}`).not.toContain('1231');
  });

  it.each(fall)('%s at %p', (kod, falt, innehall) => {
    const fel = nekandet(typeof innehall === 'string' ? innehall : JSON.stringify(innehall));
    expect([fel.kod, fel.falt]).toEqual([kod, falt]);
    expect(fel.forvantat).toBeTruthy();
  });
});
