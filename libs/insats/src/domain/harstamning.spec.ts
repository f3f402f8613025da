import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { arDomanFel } from '#kernel/fel.js';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import { kontrolleraEfterfoljare, kontrolleraMottagare, MAX_EFTERFOLJARE } from './harstamning.js';
import { insatsDecider } from './insats.decider.js';
import type { Insatsadress, InsatsHandelse } from './insats.events.js';
import type { Harstamningskommando, InsatsKod, InsatsKommando } from './insats.kommandon.js';

const fran = datum('2024-01-01');
const adress = (insats: string, forbund = 'gamla'): Insatsadress => ({ forbund, insats });
const SPIRA = adress('spira');
const registrerad = (a: Insatsadress = SPIRA): InsatsHandelse => ({
  typ: 'InsatsRegistrerad',
  data: { ...a, namn: a.insats },
});
const startad = (den: string): InsatsHandelse => ({
  typ: 'InsatsStartad',
  data: { ...SPIRA, den: datum(den) },
});
const avslutad = (den: string): InsatsHandelse => ({
  typ: 'InsatsAvslutad',
  data: { ...SPIRA, den: datum(den) },
});
const fortsatt = (som: Insatsadress, vem: Insatsadress = SPIRA): Harstamningskommando => ({
  typ: 'FortsattInsats',
  data: { ...vem, fran, som },
});
const dela = (...till: Insatsadress[]): Harstamningskommando => ({
  typ: 'DelaInsats',
  data: { ...SPIRA, fran, till },
});
const sammanfor = (till: Insatsadress, ...tillsammansMed: Insatsadress[]): Harstamningskommando => ({
  typ: 'SammanforInsats',
  data: { ...SPIRA, fran, till, tillsammansMed },
});
const overlamna = (enhet?: string): Harstamningskommando => ({
  typ: 'OverlamnaInsats',
  data: { ...SPIRA, fran, medlem: 'sala-kommun', ...(enhet === undefined ? {} : { enhet }) },
});
const NYA = adress('spira', 'nya');

describe('en insats som pågår', () => {
  it.each<[string, Harstamningskommando, InsatsHandelse]>([
    [
      'fortsätter i det nya förbundet',
      fortsatt(NYA),
      { typ: 'InsatsFortsatt', data: { ...SPIRA, fran, som: NYA } },
    ],
    [
      'delas',
      dela(adress('norr'), adress('syd')),
      { typ: 'InsatsDelad', data: { ...SPIRA, fran, till: [adress('norr'), adress('syd')] } },
    ],
    [
      'förs samman med andra',
      sammanfor(adress('team'), adress('sim')),
      {
        typ: 'InsatsSammanford',
        data: { ...SPIRA, fran, till: adress('team'), tillsammansMed: [adress('sim')] },
      },
    ],
    [
      'lämnas över till en medlem',
      overlamna('arbetsmarknadsenheten'),
      {
        typ: 'InsatsOverlamnad',
        data: { ...SPIRA, fran, medlem: 'sala-kommun', enhet: 'arbetsmarknadsenheten' },
      },
    ],
  ])('%s, och är slut dagen innan', (_, kommando, handelse) => {
    given(insatsDecider, [registrerad(), startad('2023-12-31')])
      .when(kommando)
      .then([handelse]);
    const efter = [registrerad(), startad('2023-12-31'), handelse].reduce(
      insatsDecider.evolve,
      insatsDecider.start,
    );
    expect(efter).toMatchObject({ status: 'avslutad', den: '2023-12-31' });
    given(insatsDecider, [registrerad(), handelse])
      .when({ typ: 'StartaInsats', data: { ...SPIRA, den: fran } })
      .thenThrows('INSATS_AVSLUTAD');
    given(insatsDecider, [registrerad(), handelse]).when(kommando).thenThrows('EFTERFOLJARE_FINNS');
  });
});

it('den som har slutat behåller sitt slut, också när det senare sägs vem som tog vid', () => {
  const fore = [registrerad(), startad('2023-01-01'), avslutad('2023-06-30')];
  const handelse: InsatsHandelse = {
    typ: 'InsatsOverlamnad',
    data: { ...SPIRA, fran, medlem: 'sala-kommun' },
  };
  given(insatsDecider, fore).when(overlamna()).then([handelse]);
  expect([...fore, handelse].reduce(insatsDecider.evolve, insatsDecider.start)).toMatchObject({
    status: 'avslutad',
    den: '2023-06-30',
  });
  given(insatsDecider, [registrerad(), avslutad('2024-01-01')])
    .when(overlamna())
    .thenThrows('INSATS_TID_OMVAND', 'fran', 'en dag efter slutet');
});

it('ingen går vidare före sin start, eller utan att vara registrerad', () => {
  given(insatsDecider, [registrerad(), startad('2024-01-01')])
    .when(fortsatt(NYA))
    .thenThrows('INSATS_TID_OMVAND', 'fran', 'en dag efter starten');
  given(insatsDecider).when(fortsatt(NYA)).thenThrows('INSATS_OKAND');
});

it.each<[string, Harstamningskommando, string, string]>([
  ['till sig själv', fortsatt(SPIRA), 'HARSTAMNING_CIRKEL', 'insats'],
  ['delad, med sig själv som del', dela(SPIRA, adress('syd')), 'HARSTAMNING_CIRKEL', 'insats'],
  ['delad i en', dela(adress('norr')), 'EFTERFOLJARE_FOR_FA', 'till'],
  ['delad i samma två gånger', dela(adress('norr'), adress('norr')), 'EFTERFOLJARE_DUBBEL', 'till[1]'],
  ['sammanförd med ingen', sammanfor(adress('team')), 'EFTERFOLJARE_FOR_FA', 'tillsammansMed'],
  ['sammanförd med sig själv', sammanfor(adress('team'), SPIRA), 'EFTERFOLJARE_DUBBEL', 'tillsammansMed[1]'],
  ['överlämnad till en person', overlamna('Anna 800101-1231'), 'UPPGIFT_OM_PERSON', 'enhet'],
])('%s nekas', (_, kommando, kod, falt) => {
  given(insatsDecider, [registrerad()]).when(kommando).thenThrows(kod, falt);
});

nekar(insatsDecider, {
  EFTERFOLJARE_FINNS: {
    given: [registrerad(), { typ: 'InsatsFortsatt', data: { ...SPIRA, fran, som: NYA } }],
    when: overlamna(),
    falt: 'insats',
    forvantat: 'en insats som ingen ännu har tagit vid efter',
  },
  EFTERFOLJARE_FOR_FA: {
    given: [registrerad()],
    when: dela(),
    falt: 'till',
    forvantat: 'minst två insatser; för en enda används fortsättning',
  },
  EFTERFOLJARE_DUBBEL: {
    given: [registrerad()],
    when: sammanfor(adress('team'), adress('sim'), adress('sim')),
    falt: 'tillsammansMed[1]',
    forvantat: 'varje insats en gång, och inte insatsen själv',
  },
  HARSTAMNING_CIRKEL: {
    given: [registrerad()],
    when: fortsatt(SPIRA),
    falt: 'insats',
    forvantat: 'en efterföljare som inte själv leder tillbaka hit',
  },
} satisfies Partial<Record<InsatsKod, Nekad<InsatsKommando, InsatsHandelse>>>);

/** The code that a check ends in, and the field; nothing when it lets the command through. */
async function svaret(provning: Promise<void>): Promise<[string, string | undefined] | undefined> {
  try {
    await provning;
    return undefined;
  } catch (fel) {
    if (arDomanFel(fel)) return [fel.kod, fel.falt];
    throw fel;
  }
}

describe('efterföljarna i sina egna strömmar', () => {
  const strommar = (handelser: readonly InsatsHandelse[]) => (a: Insatsadress) =>
    Promise.resolve(
      handelser
        .filter((h) => h.data.forbund === a.forbund && h.data.insats === a.insats)
        .reduce(insatsDecider.evolve, insatsDecider.start),
    );
  const prova = (kommando: Harstamningskommando, handelser: readonly InsatsHandelse[]) =>
    svaret(kontrolleraEfterfoljare(kommando, strommar(handelser)));
  const vidare = (av: Insatsadress, till: Insatsadress): InsatsHandelse[] => [
    registrerad(av),
    { typ: 'InsatsFortsatt', data: { ...av, fran: datum('2025-01-01'), som: till } },
  ];

  it('får vara oregistrerade, pågå, och själva ha gått vidare', async () => {
    expect(await prova(fortsatt(NYA), [])).toBeUndefined();
    expect(await prova(fortsatt(NYA), [registrerad(NYA)])).toBeUndefined();
    expect(await prova(fortsatt(NYA), vidare(NYA, adress('annan', 'nya')))).toBeUndefined();
  });

  it('leder inte tillbaka, i hur många led det än är', async () => {
    const [b, c] = [adress('b', 'nya'), adress('c', 'annat')];
    expect(await prova(fortsatt(NYA), vidare(NYA, SPIRA))).toEqual(['HARSTAMNING_CIRKEL', 'insats']);
    expect(await prova(fortsatt(NYA), [...vidare(NYA, b), ...vidare(b, c), ...vidare(c, SPIRA)])).toEqual([
      'HARSTAMNING_CIRKEL',
      'insats',
    ]);
    expect(await prova(dela(b, NYA), [...vidare(b, c), ...vidare(NYA, c)])).toBeUndefined();
  });

  it('står ut med en cirkel som redan finns', async () => {
    const b = adress('b', 'nya');
    expect(await prova(fortsatt(NYA), [...vidare(NYA, b), ...vidare(b, NYA)])).toBeUndefined();
  });

  it('har inte slutat innan de tar vid', async () => {
    const slut = (den: string): InsatsHandelse => ({
      typ: 'InsatsAvslutad',
      data: { ...NYA, den: datum(den) },
    });
    expect(await prova(fortsatt(NYA), [registrerad(NYA), slut('2023-12-31')])).toEqual([
      'EFTERFOLJARE_AVSLUTAD',
      'fran',
    ]);
    expect(await prova(fortsatt(NYA), [registrerad(NYA), slut('2024-01-01')])).toBeUndefined();
  });

  it('är inte fler än som kan vara gjorda för hand', async () => {
    const led = (n: number) => adress(`led-${n}`);
    const kedja = Array.from({ length: MAX_EFTERFOLJARE + 1 }, (_, n) => vidare(led(n), led(n + 1))).flat();
    expect(await prova(fortsatt(led(0)), kedja)).toEqual(['HARSTAMNING_FOR_LANG', 'insats']);
  });
});

describe('mottagarna i förbundsregistret', () => {
  const registret =
    (...medlemmar: string[]) =>
    (forbund: string) =>
      Promise.resolve({
        uppgifter: forbund === 'nya' ? {} : undefined,
        medlemmar: new Map(medlemmar.map((m) => [m, { uttradd: true }])),
      });

  it('är förbund som finns, och medlemmar som är eller har varit', async () => {
    const prova = (kommando: Harstamningskommando, ...medlemmar: string[]) =>
      svaret(kontrolleraMottagare(kommando, registret(...medlemmar)));
    expect(await prova(fortsatt(NYA))).toBeUndefined();
    expect(await prova(fortsatt(adress('annan')))).toBeUndefined();
    expect(await prova(fortsatt(adress('spira', 'okant')))).toEqual([
      'EFTERFOLJARE_FORBUND_OKANT',
      'forbund',
    ]);
    expect(await prova(overlamna(), 'sala-kommun')).toBeUndefined();
    expect(await prova(overlamna())).toEqual(['EFTERFOLJARE_MEDLEM_OKAND', 'medlem']);
  });
});
