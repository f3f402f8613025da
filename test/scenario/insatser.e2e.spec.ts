import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SEEDMAPP } from '#platform/projektrot.js';
import { Kalldokumentinlasning, tolkaKalldokument } from '#inlasning/public.js';
import { datum } from '#kernel/datum.js';
import { LasRapport, RAPPORTER } from '#rapport/public.js';
import { oppnaTestsystem, sistaOrdinalen, VEM, type Testsystem } from '../system.js';

const text = readFileSync(join(SEEDMAPP, 'kalldokument', 'vasteras-delarsrapport-2022-06-30.json'), 'utf8');
let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.hamta(Kalldokumentinlasning).las(text, { vem: VEM });
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

it('goals, follow-up and hand-over of a published report come out of events', async () => {
  const rapport = RAPPORTER.find((r) => r.namn === 'insatser')!;
  const svar = await system
    .hamta(LasRapport)
    .las(rapport, { omfattning: 'vasteras', per: datum('2022-06-30') });
  expect(rapport.blad(svar.resultat).length).toBeGreaterThan(0);
  const { insatser } = rapport.json(svar.resultat) as {
    insatser: { insats: string; status: string; mal: object[]; uppfoljning: object[] }[];
  };
  const team = insatser.find((i) => i.insats === 'samordningsteam-vasteras');
  expect(team?.mal).toMatchObject([
    { malvarde: 80, utfall: [{ versioner: [{ varde: 70, uppnatt: false }] }] },
  ]);
  const spira = insatser.find((i) => i.insats === 'spira');
  expect(spira).toMatchObject({ status: 'avslutad' });
  expect(JSON.stringify(spira?.uppfoljning)).toContain(
    '"cell":"antal.unika-deltagare","antal":104,"skyddad":false}',
  );
});

it('a row about a participant is refused before anything is stored', () => {
  const dokument = JSON.parse(text) as { insatser: object[] };
  const med = (mer: object) =>
    JSON.stringify({ ...dokument, insatser: [{ ...dokument.insatser[0], ...mer }] });
  for (const mer of [
    { uppfoljning: { deltagare: [{ fodd: 1980 }] } },
    { uppfoljning: { '19800101-1231': 1 } },
    { notering: 'avser 800101-1231' },
  ])
    expect(() => tolkaKalldokument(med(mer))).toThrow('finsamlagen');
});

it('what its insatser would be refused for halfway is refused before anything is stored', async () => {
  const fore = await sistaOrdinalen(system);
  const antal = Object.fromEntries(Array.from({ length: 61 }, (_, n) => [`utfall ${n} av nagot`, n]));
  const dokument = JSON.parse(text) as { insatser: { insats: string }[] };
  const med = (uppfoljning: object, insats: object = {}) =>
    system.hamta(Kalldokumentinlasning).las(
      JSON.stringify({
        ...{ ...dokument, id: 'annat-dokument' },
        insatser: [{ insats: 'samordningsteam-vasteras', rubrik: 'Team', uppfoljning, ...insats }],
      }),
      { vem: VEM },
    );
  await expect(med(antal)).rejects.toMatchObject({ kod: 'UPPGIFT_OM_PERSON' });
  await expect(med({ fran: '2030-01-01', inskrivna: 3 })).rejects.toMatchObject({
    kod: 'UPPFOLJNING_TID_OMVAND',
  });
  expect(await sistaOrdinalen(system)).toBe(fore);
});
