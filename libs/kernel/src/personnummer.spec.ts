import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { finnsPersonnummer } from './personnummer.js';

describe('det som är, eller är skrivet som, ett personnummer', () => {
  test.each([
    ['tio siffror', '8001011231'],
    ['tolv siffror', '198001011231'],
    ['med bindestreck', '800101-1231'],
    ['med sekel och bindestreck', '19800101-1231'],
    ['över hundra år', '120612+0006'],
    ['med fel kontrollsiffra', '800101-1234'],
    ['med sekel och fel kontrollsiffra', '19850312-9999'],
    ['utan tecken och med fel kontrollsiffra', '8503129999'],
    ['samordningsnummer', '701063-2391'],
    ['samordningsnummer utan tecken', '7010632391'],
    ['samordningsnummer med sekel', '19701063-2391'],
    ['samordningsnummer, tolv siffror', '197010632391'],
    ['en dag som inte finns', '750231-0241'],
    ['tankstreck', '800101–1231'],
    ['minustecken', '800101−1231'],
    ['hårt bindestreck', '800101‑1231'],
    ['blanksteg kring tecknet', '800101 - 1231'],
    ['blanksteg i stället för tecken', '19800101 1231'],
    ['hårt blanksteg', '800101\u00a01231'],
    ['datum i delar', '1980-01-01-1234'],
    ['datum med punkter', '1980.01.01-1234'],
    ['delar utan tecken', '1980 01 01 1231'],
    ['två siffror åt gången', '80 01 01 12 31'],
    ['en siffra åt gången', '8 0 0 1 0 1 1 2 3 1'],
    ['understreck', '800101_1231'],
    ['osynliga tecken', '8001\u200b01-12\u00ad31'],
    ['breda siffror', '８００１０１-１２３１'],
    ['arabiska siffror', '٨٠٠١٠١-١٢٣١'],
    ['indiska siffror', '८००१०१-१२३१'],
    ['mitt i en mening', 'Deltagare (800101-1231) började i mars.'],
    ['tätt intill ord', 'pnr:8001011231,man'],
    ['efter ett organisationsnummer', '222000-2824 800101-1231'],
    ['i en lista', '800101-1234;810202-2345'],
    ['i en nyckel', 'deltagare-19800101-1231'],
  ])('%s', (_, text) => {
    expect(finnsPersonnummer(text)).toBe(true);
  });
});

describe('det som inte är det', () => {
  test.each([
    ['organisationsnummer', '222000-2824'],
    ['organisationsnummer utan tecken', '2220002824'],
    ['organisationsnummer med sekel', '162220002824'],
    ['dag', '2022-06-30'],
    ['dag utan tecken', '20220630'],
    ['period', '2022-01-01–2022-06-30'],
    ['period med blanksteg', '2018-09-01 – 2022-06-30'],
    ['period utan tecken', '20220101-20220630'],
    ['period i kort form', '20220101-1231'],
    ['period till ett år', '2022-01-01-2023'],
    ['två dagar', '2022-01-01 2022-06-30'],
    ['dag med två siffror', '22-01-01–22-06-30'],
    ['dag och tid', '2022-06-30T12:00:00'],
    ['belopp', '1 700 000 745 806'],
    ['belopp i ören', '-170000000'],
    ['diarienummer', 'Dnr 2022-1234'],
    ['protokoll', '§ 12, 2022-06-22'],
    ['id', 'vasteras-delarsrapport-2022-06-30'],
    ['bankgiro', '5050-1055'],
    ['elva siffror', '80010112311'],
    ['månad 13', '801301-1234'],
    ['dag 32', '800132-1234'],
    ['spridda siffror som inte stämmer', '1980 01 01 1234'],
    ['ingenting', ''],
  ])('%s', (_, text) => {
    expect(finnsPersonnummer(text)).toBe(false);
  });

  test('ingen dag och ingen period, hur de än sätts ihop', () => {
    const dag = fc
      .date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
      .map((d) => d.toISOString().slice(0, 10));
    fc.assert(
      fc.property(dag, dag, fc.constantFrom('–', '-', ' – ', ' ', '/', ' till ', ', '), (a, b, mellan) => {
        expect(finnsPersonnummer(`${a}${mellan}${b}`)).toBe(false);
      }),
    );
  });

  test('inget organisationsnummer: tredje siffran är minst två', () => {
    const orgnr = fc
      .tuple(fc.integer({ min: 10, max: 99 }), fc.integer({ min: 2000, max: 9999 }), fc.nat(9999))
      .map(([a, b, c]) => [`${a}${b}`, String(c).padStart(4, '0')]);
    fc.assert(
      fc.property(orgnr, fc.constantFrom('-', '', ' '), ([a, c], tecken) => {
        expect(finnsPersonnummer(`Org.nr ${a}${tecken}${c}.`)).toBe(false);
      }),
    );
  });
});
