import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../test/databas/lasprov.js';
import type { RapportlayoutFaststalld } from '../../domain/rapportlayout.events.js';
import { RapportlayoutProjektion } from './rapportlayout.projektion.js';
import { gallandeLayouter, layoutsida } from './rapportlayout.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new RapportlayoutProjektion());
});
afterEach(() => prov.stang());

const layout = (fran: string, titel: string, forbund = 'ostra'): RapportlayoutFaststalld => ({
  typ: 'RapportlayoutFaststalld',
  data: {
    forbund,
    rapport: 'noter',
    fran: datum(fran),
    definition: { schema: 'rapportdefinition/1', rapport: 'noter', titel, tabeller: [] },
  },
});

const titlar = (per: string, ordinal: number, forbund = ['ostra', 'vastra']): Promise<string[]> =>
  prov.fraga(async (sql) => {
    const funna = await gallandeLayouter(sql, { forbund, rapport: 'noter', per: datum(per), ordinal });
    return funna.map((l) => `${l.forbund} ${l.definition.titel} ${l.ordinal}`);
  });

it('har den som gäller dagen, som den var känd vid en händelse', async () => {
  await prov.lagg(
    layout('2024-01-01', 'Första'),
    layout('2024-07-01', 'Andra'),
    layout('2024-01-01', 'Rättad'),
    layout('2024-01-01', 'Annans', 'vastra'),
  );
  expect(await titlar('2023-12-31', 4)).toEqual([]);
  expect(await titlar('2024-06-30', 1)).toEqual(['ostra Första 1']);
  expect(await titlar('2024-12-31', 1)).toEqual(['ostra Första 1']);
  expect(await titlar('2024-12-31', 2)).toEqual(['ostra Andra 2']);
  expect(await titlar('2024-06-30', 4)).toEqual(['ostra Rättad 3', 'vastra Annans 4']);
});

it('har alla som har fastställts, sida för sida', async () => {
  await prov.lagg(layout('2024-01-01', 'Första'), layout('2024-07-01', 'Andra'));
  const sida = (efter: number, ordinal = 2) =>
    prov.fraga((sql) => layoutsida(sql, { forbund: 'ostra', rapport: 'noter', ordinal, efter, max: 1 }));
  expect(await sida(0)).toMatchObject([{ ordinal: 1n, fran: '2024-01-01', definition: { titel: 'Första' } }]);
  expect(await sida(1)).toMatchObject([{ ordinal: 2n, fran: '2024-07-01' }]);
  expect(await sida(1, 1)).toEqual([]);
});
