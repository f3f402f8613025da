import { describe, expect, it } from '@jest/globals';
import type { Kontosaldo } from '#bokforing/public.js';
import { forbundssaldon } from './saldobalans.js';
import { saldobalansensBlad } from './saldobalans.blad.js';
import { saldobalansSomJson } from './saldobalans.json.js';

/** `1930 500 +100 -30`: konto (with insats), opening balance, debited, credited. */
const saldo = (text: string): Kontosaldo => {
  const [plats = '', ingaende = '0', debet = '0', kredit = '0'] = text.split(' ');
  const [konto = '', insats = null] = plats.split('/');
  const [ingaendeOre, debetOre, kreditOre] = [BigInt(ingaende), BigInt(debet), -BigInt(kredit)];
  const rorelseOre = debetOre - kreditOre;
  return {
    ...{ forbund: 'a', konto, insats, motpart: null, post: 'kostnad:x', ingaendeOre, rorelseOre },
    ...{ debetOre, kreditOre, utgaendeOre: ingaendeOre + rorelseOre },
  };
};

const balansen = (
  till: string[],
  { fore = [], oppnat = true, delat = false }: { fore?: string[]; oppnat?: boolean; delat?: boolean } = {},
) =>
  forbundssaldon(
    {
      ...{ forbund: 'a', namn: 'Förbundet a', till: till.map(saldo), fore: fore.map(saldo) },
      kontonamn: (konto) => ({ 1930: 'Bank', 5010: 'Löner' })[konto] ?? null,
      motpartsnamn: () => null,
    },
    { ar: 2024, oppnat, delat },
  );

const I_BALANS = ['1930 50000 +10000 -4000', '2010 -50000', '3010 0 0 -10000', '5010 0 +4000'];

describe('saldobalans', () => {
  it('summerar per klass och i allt, och har inget att anmärka när allt går jämnt ut', () => {
    const svar = balansen(I_BALANS);
    expect(
      svar.klasser.map((k) => [k.klass, k.ingaendeBalansOre, k.debetOre, k.kreditOre, k.utgaendeOre]),
    ).toEqual([
      ['1', 50000n, 10000n, 4000n, 56000n],
      ['2', -50000n, 0n, 0n, -50000n],
      ['3', 0n, 0n, 10000n, -10000n],
      ['5', 0n, 4000n, 0n, 4000n],
    ]);
    expect([svar.balans.utgaendeOre, svar.resultat.utgaendeOre, svar.summa.utgaendeOre]).toEqual([
      6000n,
      -6000n,
      0n,
    ]);
    expect([svar.summa.debetOre, svar.summa.kreditOre]).toEqual([14000n, 14000n]);
    expect(svar.undantag).toEqual([]);
  });

  it('har i en period under året det som stod då den började, och bara dess debet och kredit', () => {
    const svar = balansen(I_BALANS, {
      fore: ['1930 50000 +10000 -1000', '2010 -50000', '3010 0 0 -10000', '5010 0 +1000'],
    });
    const [bank] = svar.klasser[0]?.konton ?? [];
    expect(bank).toMatchObject({
      ...{ konto: '1930', namn: 'Bank', ingaendeBalansOre: 50000n, ingaendeOre: 59000n },
      ...{ debetOre: 0n, kreditOre: 3000n, utgaendeOre: 56000n },
    });
  });

  it('visar konton som bara har rört sig, men inte dem som inget står på och inget har hänt på', () => {
    const svar = balansen(['1510 0 +500 -500', '1520', '1930 0']);
    expect(svar.klasser.flatMap((k) => k.konton.map((r) => r.konto))).toEqual(['1510']);
  });

  it('delar ett konto på insatser när det efterfrågas', () => {
    const till = ['5010 0 +300', '5010/spira 0 +700', '5010/vilande'];
    expect(balansen(till).klasser[0]?.konton[0]).toMatchObject({ debetOre: 1000n, delar: [] });
    expect(
      balansen(till, { delat: true }).klasser[0]?.konton[0]?.delar.map((d) => [d.insats, d.debetOre]),
    ).toEqual([
      [null, 300n],
      ['spira', 700n],
    ]);
  });

  it('säger vad som inte går jämnt ut, med belopp', () => {
    const { undantag } = balansen(['1930 500 +100 -20', '2010 -400']);
    expect(undantag.map((u) => [u.slag, u.beloppOre])).toEqual([
      ['ingaende-obalans', 100n],
      ['rorelse-obalans', 80n],
      ['utgaende-obalans', 180n],
    ]);
  });

  it('säger när årets ingående balans inte är bokförd, och när tidigare års resultat inte är omfört', () => {
    expect(balansen(['1930 0 +5', '3010 0 0 -5'], { oppnat: false }).undantag).toEqual([
      {
        ...{ slag: 'ingaende-ej-bokford', beloppOre: null },
        text: 'Ingående balans för 2024 är inte bokförd, och inget är bokfört före 2024',
      },
    ]);
    const { undantag } = balansen(['1930 700', '2010 -500', '20xx -200'], { oppnat: false });
    expect(undantag).toEqual([
      {
        ...{ slag: 'ingaende-ej-bokford', beloppOre: null },
        text: 'Ingående balans för 2024 är inte bokförd: saldona är de som 2023 slutade med',
      },
      {
        ...{ slag: 'ej-avslutade-ar', beloppOre: -200n },
        text: 'Tidigare års resultat är inte omfört till eget kapital',
      },
    ]);
  });
});

describe('saldobalansens former', () => {
  const period = { fran: '2024-01-01', till: '2024-12-31' } as never;
  const svar = { ar: 2024, period, forbund: [balansen(I_BALANS)], saknas: [{ forbund: 'b', namn: 'b' }] };

  it('är i JSON rader i öre; resultatkonton har ingen ingående balans', () => {
    const { rader, saknas, fran } = saldobalansSomJson(svar);
    expect(rader[0]).toEqual({
      id: 'a/2024-01-01/1930',
      ...{ typ: 'konto', forbund: 'a', klass: '1', konto: '1930', rad: 'Bank', ingaendeBalans: 50000 },
      ...{ ingaendeSaldo: 50000, debet: 10000, kredit: 4000, utgaendeSaldo: 56000 },
    });
    expect(rader.find((r) => 'konto' in r && r.konto === '5010')).toMatchObject({
      ingaendeBalans: null,
      debet: 4000,
    });
    expect(rader.at(-1)).toMatchObject({ typ: 'summa', debet: 14000, kredit: 14000, utgaendeSaldo: 0 });
    expect([saknas, fran]).toEqual([[{ forbund: 'b' }], '2024-01-01']);
  });

  it('är i tabellen ett blad per förbund, också för det som saknar bok', () => {
    const [a, b] = saldobalansensBlad(svar);
    expect(a?.kolumner.map((k) => k.rubrik)).toEqual([
      ...['Konto', 'Benämning', 'Ingående balans', 'Debet', 'Kredit', 'Utgående saldo'],
    ]);
    expect(a?.rader[0]?.celler).toEqual(['Klass 1', 'Tillgångar']);
    expect(a?.rader.at(-1)?.celler).toEqual(['Summa', 'alla konton', 0n, 14000n, 14000n, 0n]);
    expect([b?.rader, b?.tomt]).toEqual([
      [],
      'saknas: inget är bokfört 2024 och ingen ingående balans finns',
    ]);
  });
});
