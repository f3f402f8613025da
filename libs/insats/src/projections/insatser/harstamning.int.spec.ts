import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { Insatsadress, InsatsHandelse } from '../../domain/insats.events.js';
import { harstamningen, MAX_LED, narmasteLed, type Led } from './harstamning.query.js';
import { InsatserProjektion } from './insatser.projektion.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new InsatserProjektion());
});
afterEach(() => prov.stang());

const adress = (text: string): Insatsadress => {
  const [forbund = '', insats = ''] = text.split('/');
  return { forbund, insats };
};
const registrerad = (a: string): InsatsHandelse => ({
  typ: 'InsatsRegistrerad',
  data: { ...adress(a), namn: a.toUpperCase() },
});
const fortsatt = (a: string, b: string, fran = '2024-01-01'): InsatsHandelse => ({
  typ: 'InsatsFortsatt',
  data: { ...adress(a), fran: datum(fran), som: adress(b) },
});
const delad = (a: string, ...till: string[]): InsatsHandelse => ({
  typ: 'InsatsDelad',
  data: { ...adress(a), fran: datum('2023-01-01'), till: till.map(adress) },
});
const sammanford = (a: string, till: string, ...med: string[]): InsatsHandelse => ({
  typ: 'InsatsSammanford',
  data: {
    ...adress(a),
    fran: datum('2024-01-01'),
    till: adress(till),
    tillsammansMed: med.map(adress),
  },
});

const text = ({ led, slag, fran, fore, efter, medlem, vantarPa }: Led): string =>
  `${led}: ${fore.forbund}/${fore.insats} → ${efter ? `${efter.forbund}/${efter.insats}${efter.namn === null ? '?' : ''}` : medlem} ` +
  `${slag} ${fran}${vantarPa.length === 0 ? '' : ` väntar ${vantarPa.map((v) => v.insats).join()}`}`;
const harstamning = (a: string, n: { per?: string; ordinal?: number } = {}) =>
  prov.fraga(async (sql, sista) => {
    const per = n.per === undefined ? undefined : datum(n.per);
    const h = await harstamningen(sql, { ...adress(a), per, ordinal: n.ordinal ?? sista });
    return { fore: h.foregangare.map(text), efter: h.efterfoljare.map(text), avkortad: h.avkortad };
  });

describe('härstamningen', () => {
  const LED_ETT = '1: gamla/kurator → nya/kurator fortsattning 2024-01-01';
  const LED_TVA = '2: nya/kurator → nya/psykiatriresurs fortsattning 2024-06-01';

  beforeEach(async () => {
    await prov.lagg(
      registrerad('gamla/kurator'),
      registrerad('nya/kurator'),
      fortsatt('gamla/kurator', 'nya/kurator'),
      registrerad('nya/psykiatriresurs'),
      fortsatt('nya/kurator', 'nya/psykiatriresurs', '2024-06-01'),
    );
  });

  it('går genom förbund och namn, åt båda hållen', async () => {
    expect(await harstamning('gamla/kurator')).toEqual({
      fore: [],
      efter: [LED_ETT, LED_TVA],
      avkortad: false,
    });
    expect(await harstamning('nya/psykiatriresurs')).toEqual({
      fore: [LED_TVA.replace('2:', '1:'), LED_ETT.replace('1:', '2:')],
      efter: [],
      avkortad: false,
    });
  });

  it('är den som gällde en dag, och den som var känd', async () => {
    expect((await harstamning('gamla/kurator', { per: '2023-12-31' })).efter).toEqual([]);
    expect((await harstamning('gamla/kurator', { per: '2024-05-31' })).efter).toEqual([LED_ETT]);
    expect((await harstamning('gamla/kurator', { ordinal: 4 })).efter).toEqual([LED_ETT]);
    expect((await harstamning('gamla/kurator', { ordinal: 2 })).efter).toEqual([]);
  });

  it('finns som närmaste led för ett förbund, från båda sidor', async () => {
    const led = await prov.fraga((sql, ordinal) =>
      narmasteLed(sql, { forbund: ['gamla'], ordinal, per: undefined }),
    );
    expect(led.map(text)).toEqual([LED_ETT]);
    expect(led[0]).toMatchObject({ fore: { namn: 'GAMLA/KURATOR' }, efter: { namn: 'NYA/KURATOR' } });
  });
});

it('visar den som en delning nämner och ingen ännu har registrerat', async () => {
  await prov.lagg(registrerad('f/a'), registrerad('f/b'), delad('f/a', 'f/b', 'f/c'));
  const halv = ['1: f/a → f/b delning 2023-01-01', '1: f/a → f/c? delning 2023-01-01'];
  expect((await harstamning('f/a')).efter).toEqual(halv);
  await prov.lagg(registrerad('f/c'));
  expect((await harstamning('f/a')).efter).toEqual(halv.map((h) => h.replace('?', '')));
});

it('visar vem en sammanföring väntar på, tills den har sagt det själv', async () => {
  await prov.lagg(
    registrerad('f/a'),
    registrerad('f/b'),
    registrerad('f/team'),
    sammanford('f/a', 'f/team', 'f/b'),
  );
  const led = '1: f/a → f/team sammanforing 2024-01-01';
  expect((await harstamning('f/team')).fore).toEqual([`${led} väntar b`]);
  const fore = await prov.lagg(sammanford('f/b', 'f/team', 'f/a'));
  expect((await harstamning('f/team')).fore).toEqual([led, '1: f/b → f/team sammanforing 2024-01-01']);
  expect((await harstamning('f/team', { ordinal: fore - 1 })).fore).toEqual([`${led} väntar b`]);
});

it('slutar hos en medlem', async () => {
  await prov.lagg(registrerad('f/spira'), {
    typ: 'InsatsOverlamnad',
    data: {
      ...adress('f/spira'),
      fran: datum('2022-07-01'),
      medlem: 'vasteras-stad',
      enhet: 'arbetsmarknad',
    },
  });
  expect((await harstamning('f/spira')).efter).toEqual(['1: f/spira → vasteras-stad overlamning 2022-07-01']);
});

it('följer det som delas och förs samman igen en gång, hur många gånger det än sker', async () => {
  const varv = Array.from({ length: 20 }, (_, n) => [
    delad(`f/a${n}`, `f/b${n}`, `f/c${n}`),
    fortsatt(`f/b${n}`, `f/a${n + 1}`),
    fortsatt(`f/c${n}`, `f/a${n + 1}`),
  ]).flat();
  await prov.lagg(...varv);
  const { efter, avkortad } = await harstamning('f/a0');
  expect([efter.length, new Set(efter).size, avkortad]).toEqual([80, 80, false]);
});

it('tar slut, och säger det, när den går i cirkel', async () => {
  await prov.lagg(fortsatt('f/a', 'f/b'), fortsatt('f/b', 'f/a'));
  expect(await harstamning('f/a')).toMatchObject({
    efter: ['1: f/a → f/b? fortsattning 2024-01-01', '2: f/b → f/a? fortsattning 2024-01-01'],
    avkortad: true,
  });
  expect(MAX_LED).toBeGreaterThan(2);
});
