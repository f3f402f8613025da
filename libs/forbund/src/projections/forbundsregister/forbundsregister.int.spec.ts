import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { ForbundHandelse, Forbundsuppgifter } from '../../domain/forbund.events.js';
import type { GruppHandelse } from '../../domain/grupp.events.js';
import { ForbundsregisterProjektion } from './forbundsregister.projektion.js';
import { deltarUnder, forbunden, grupperna, omfattningen } from './forbundsregister.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new ForbundsregisterProjektion());
});
afterEach(() => prov.stang());

const forbundet = (
  typ: 'ForbundRegistrerat' | 'ForbundAndrat',
  forbund: string,
  uppgifter: Partial<Forbundsuppgifter> = {},
): ForbundHandelse => ({ typ, data: { forbund, namn: forbund.toUpperCase(), ersatter: [], ...uppgifter } });

/** `norr 2023-01-01 2023-12-31`, a dash where there is no day. */
const gruppen = (typ: GruppHandelse['typ'], grupp: string, ...ingar: string[]): GruppHandelse => ({
  typ,
  data: {
    grupp,
    namn: `Gruppen ${grupp}`,
    ingar: ingar.map((text) => {
      const [forbund = '', fran = '-', till = '-'] = text.split(' ');
      return {
        forbund,
        ...(fran === '-' ? {} : { fran: datum(fran) }),
        ...(till === '-' ? {} : { till: datum(till) }),
      };
    }),
  },
});

describe('förbund', () => {
  it('är som de senast beskrevs, vid varje ordning', async () => {
    await prov.lagg(
      forbundet('ForbundRegistrerat', 'norr', { orgnr: '222000-0000', bildat: '2008' }),
      forbundet('ForbundRegistrerat', 'lanet', { fran: datum('2024-01-01'), ersatter: ['norr', 'mitt'] }),
      forbundet('ForbundAndrat', 'norr', { namn: 'Norra', till: datum('2023-12-31') }),
    );
    const vid = (ordinal: number) => prov.fraga((sql) => forbunden(sql, ordinal));
    const norr = { forbund: 'norr', namn: 'NORR', fran: null, till: null };
    const lanet = { forbund: 'lanet', namn: 'LANET', fran: '2024-01-01', till: null };
    expect([...(await vid(0))]).toEqual([]);
    expect([...(await vid(1))]).toEqual([norr]);
    expect([...(await vid(2))]).toEqual([lanet, norr]);
    expect([...(await vid(3))]).toEqual([lanet, { ...norr, namn: 'Norra', till: '2023-12-31' }]);
    const ersatter = await prov.fraga(
      (sql) => sql`select ersatter from forbundsregister.forbund where ordinal = 2`,
    );
    expect([...ersatter]).toEqual([{ ersatter: ['norr', 'mitt'] }]);
  });

  it('har medlemmar över tid: utträdet är en ny rad, den gamla står kvar', async () => {
    const intrade = { forbund: 'norr', medlem: 'sala', namn: 'Sala kommun', typ: 'kommun' } as const;
    await prov.lagg(
      { typ: 'MedlemIntradde', data: { ...intrade, fran: '2008' } },
      { typ: 'MedlemIntradde', data: { ...intrade, medlem: 'regionen', namn: 'Regionen', typ: 'region' } },
      { typ: 'MedlemUttradde', data: { forbund: 'norr', medlem: 'sala', till: datum('2023-12-31') } },
      { typ: 'MedlemIntradde', data: { ...intrade, fran: '2024-06-01' } },
    );
    const rader = await prov.fraga(
      (sql) =>
        sql`select ordinal, medlem, namn, typ, fran, till from forbundsregister.medlem order by ordinal`,
    );
    const sala = { medlem: 'sala', namn: 'Sala kommun', typ: 'kommun' };
    expect([...rader]).toEqual([
      { ...sala, ordinal: 1n, fran: '2008', till: null },
      { ordinal: 2n, medlem: 'regionen', namn: 'Regionen', typ: 'region', fran: null, till: null },
      { ...sala, ordinal: 3n, fran: '2008', till: '2023-12-31' },
      { ...sala, ordinal: 4n, fran: '2024-06-01', till: null },
    ]);
  });
});

describe('grupper', () => {
  it('har de deltagare som gruppen hade vid ordningen, i gruppens egen ordning', async () => {
    await prov.lagg(
      gruppen('GruppBildad', 'alla', 'syd - 2023-12-31', 'norr'),
      gruppen('GruppAndrad', 'alla', 'norr - 2023-12-31', 'syd - 2023-12-31', 'lanet 2024-01-01'),
      gruppen('GruppBildad', 'tom'),
    );
    const vid = (nyckel: string, ordinal: number) => prov.fraga((sql) => omfattningen(sql, nyckel, ordinal));
    const alla = { slag: 'grupp', nyckel: 'alla', namn: 'Gruppen alla' };
    expect(await vid('alla', 0)).toBeUndefined();
    expect(await vid('alla', 1)).toEqual({
      ...alla,
      deltar: [
        { forbund: 'syd', fran: null, till: '2023-12-31' },
        { forbund: 'norr', fran: null, till: null },
      ],
    });
    const nu = await vid('alla', 3);
    expect(nu).toEqual({
      ...alla,
      deltar: [
        { forbund: 'norr', fran: null, till: '2023-12-31' },
        { forbund: 'syd', fran: null, till: '2023-12-31' },
        { forbund: 'lanet', fran: '2024-01-01', till: null },
      ],
    });
    expect([2022, 2023, 2024].map((ar) => deltarUnder(nu!, ar))).toEqual([
      ['norr', 'syd'],
      ['norr', 'syd'],
      ['lanet'],
    ]);
    expect((await vid('tom', 3))?.deltar).toEqual([]);
    const namn = (ordinal: number) => prov.fraga(async (sql) => [...(await grupperna(sql, ordinal))]);
    expect(await namn(2)).toEqual([{ grupp: 'alla', namn: 'Gruppen alla' }]);
    expect((await namn(3)).map((g) => g.grupp)).toEqual(['alla', 'tom']);
  });

  it('ger ett förbund som en egen omfattning; en grupp med samma nyckel går före', async () => {
    const fore = await prov.lagg(forbundet('ForbundRegistrerat', 'norr'));
    await prov.lagg(gruppen('GruppBildad', 'norr', 'syd'));
    const vid = (ordinal: number) => prov.fraga((sql) => omfattningen(sql, 'norr', ordinal));
    expect(await vid(fore)).toEqual({
      slag: 'forbund',
      nyckel: 'norr',
      namn: 'NORR',
      deltar: [{ forbund: 'norr', fran: null, till: null }],
    });
    expect(await vid(fore + 1)).toMatchObject({ slag: 'grupp', namn: 'Gruppen norr' });
    expect(await prov.fraga((sql, ordinal) => omfattningen(sql, 'finns-inte', ordinal))).toBeUndefined();
  });
});
