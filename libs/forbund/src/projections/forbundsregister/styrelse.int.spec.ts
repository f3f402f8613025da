import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { MedlemIntradde, Plats, StyrelseSammansatt } from '../../domain/forbund.events.js';
import { ForbundsregisterProjektion } from './forbundsregister.projektion.js';
import { styrelsen, type Platstid } from './styrelse.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new ForbundsregisterProjektion());
});
afterEach(() => prov.stang());

const sala: MedlemIntradde = {
  typ: 'MedlemIntradde',
  data: { forbund: 'a', medlem: 'sala', namn: 'Sala kommun', typ: 'kommun' },
};

/** `ordforande sala-1`, `- sala-2`. */
const platser = (...texter: string[]): Plats[] =>
  texter.map((text) => {
    const [uppdrag = '-', plats = ''] = text.split(' ');
    return {
      plats,
      utseddAv: plats.replace(/-\d$/, ''),
      slag: 'ordinarie',
      ...(uppdrag === '-' ? {} : { uppdrag: uppdrag as 'ordforande' }),
    };
  });
const styrelse = (den: string, ...texter: string[]): StyrelseSammansatt => ({
  typ: 'StyrelseSammansatt',
  data: { forbund: 'a', den: datum(den), platser: platser(...texter) },
});

const somText = (t: Platstid): string =>
  `${t.uppdrag ?? '-'} ${t.plats} ${t.senast ? 'senast ' : ''}${t.fran}–${t.till ?? ''}`.trim();
const vid = (per?: string, ordinal?: number): Promise<string[]> =>
  prov.fraga(async (sql, sista) =>
    (
      await styrelsen(sql, {
        forbund: 'a',
        ordinal: ordinal ?? sista,
        per: per === undefined ? undefined : datum(per),
      })
    ).map(somText),
  );

it('har varje plats över tid: en ny tid när något ändras, samma tid när inget gör det', async () => {
  await prov.lagg(
    sala,
    styrelse('2024-01-01', 'ordforande sala-1', '- koping-1'),
    styrelse('2024-06-01', '- sala-1', 'ordforande koping-1', '- arboga-1'),
    styrelse('2025-01-01', '- sala-1', 'ordforande koping-1'),
  );
  expect(await vid()).toEqual([
    'ordforande sala-1 2024-01-01–2024-05-31',
    '- koping-1 2024-01-01–2024-05-31',
    '- arboga-1 2024-06-01–2024-12-31',
    '- sala-1 2024-06-01–',
    'ordforande koping-1 2024-06-01–',
  ]);
  expect(await vid('2023-12-31')).toEqual([]);
  expect(await vid('2024-05-31')).toEqual([
    'ordforande sala-1 2024-01-01–2024-05-31',
    '- koping-1 2024-01-01–2024-05-31',
  ]);
  expect(await vid('2024-06-01')).toHaveLength(3);
  const medlemmar = await prov.fraga(async (sql, ordinal) =>
    (await styrelsen(sql, { forbund: 'a', ordinal, per: datum('2025-06-01') })).map((t) => t.medlem),
  );
  expect(medlemmar).toEqual(['Sala kommun', null]);
});

it('vet vid en ordning bara det som då var registrerat: också en rättelse av samma dag', async () => {
  const forst = await prov.lagg(styrelse('2024-01-01', 'ordforande sala-1'));
  const rattad = await prov.lagg(styrelse('2024-01-01', 'ordforande koping-1'));
  await prov.lagg(styrelse('2023-01-01', '- sala-1'));
  expect(await vid('2024-02-01', forst - 1)).toEqual([]);
  expect(await vid('2024-02-01', forst)).toEqual(['ordforande sala-1 2024-01-01–']);
  expect(await vid('2024-02-01', rattad)).toEqual(['ordforande koping-1 2024-01-01–']);
  expect(await vid()).toEqual(['- sala-1 2023-01-01–2023-12-31', 'ordforande koping-1 2024-01-01–']);
});

it('var så också före den första dagen, när källan bara vet att det senast då var så', async () => {
  const { data } = styrelse('2024-08-31', 'ordforande sala-1');
  await prov.lagg({ typ: 'StyrelseSammansatt', data: { ...data, senast: true } });
  expect(await vid('2024-01-01')).toEqual(['ordforande sala-1 senast 2024-08-31–']);
  // A later source of the same kind: since some day after the first, at the latest from its own.
  const senare = styrelse('2025-08-31', 'ordforande koping-1');
  await prov.lagg({ ...senare, data: { ...senare.data, senast: true } });
  expect(await vid('2025-08-30')).toEqual(['ordforande sala-1 senast 2024-08-31–2025-08-30']);
  expect(await vid('2025-08-31')).toEqual(['ordforande koping-1 senast 2025-08-31–']);
});

it('en tom styrelse slutar alla platser', async () => {
  await prov.lagg(styrelse('2023-01-01', '- sala-1'), styrelse('2024-01-01'));
  expect(await vid()).toEqual(['- sala-1 2023-01-01–2023-12-31']);
  expect(await vid('2024-01-01')).toEqual([]);
});
