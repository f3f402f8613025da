import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as vanta } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { PROJEKTROT } from '#platform/projektrot.js';
import {
  bokfor,
  faststallBudget,
  FORBUND,
  registreraLitetForbund,
  TEAM,
} from '../../../test/litet-forbund.js';
import { oppnaTestsystem, type Testsystem } from '../../../test/system.js';

const PAUS_S = 0.3;
/** What no test run takes: an age that is counted from another day is longer. */
const LANGST_S = 300;

let system: Testsystem;
let bas: string;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await system.app.listen(0, '127.0.0.1');
  bas = await system.app.getUrl();
});
afterAll(() => system.taBort());

/** The measures that fit, as Prometheus reads them. */
async function matt(monster: RegExp): Promise<number[]> {
  const svar = await fetch(`${bas}/metrics`);
  expect(svar.headers.get('content-type')).toContain('text/plain');
  const text = await svar.text();
  return text.split('\n').flatMap((rad) => {
    const [, varde] = monster.exec(rad) ?? [];
    return varde === undefined ? [] : [Number(varde)];
  });
}

it('räknar det som lagras, och säger hur långt efter läsmodellerna och prognoserna är', async () => {
  await registreraLitetForbund(system);
  await system.projektor.kommIkapp();
  const lagrade = /^samordning_append_sekunder_count\{utfall="lagrad"\} (\d+)$/;
  const [fore = 0] = await matt(lagrade);
  await faststallBudget(system, { ar: 2023, rader: { [TEAM]: -36_000n } });
  expect(await matt(lagrade)).toEqual([fore + 1]);
  await bokfor(system, '2023-06-30', TEAM, -18_100n);
  const efter = /^samordning_projektion_efter_handelser\{projektion="huvudbok"\} (\d+)$/;
  expect((await matt(efter))[0]).toBeGreaterThan(0);
  // The age of the first event that is not reached, whatever came after it.
  await vanta(PAUS_S * 1_000);
  await bokfor(system, '2023-06-30', TEAM, -100n);
  const sekunder = /^samordning_projektion_efter_sekunder\{projektion="huvudbok"\} (\S+)$/;
  const [efterSekunder = NaN] = await matt(sekunder);
  expect(efterSekunder).toBeGreaterThanOrEqual(PAUS_S);
  expect(efterSekunder).toBeLessThan(LANGST_S);
  await system.projektor.kommIkapp();
  expect(await matt(efter)).toEqual([0]);
  expect(await matt(sekunder)).toEqual([0]);
  expect(await matt(/^samordning_prognoser_inaktuella (\S+)$/)).toEqual([1]);
  await vanta(PAUS_S * 1_000);
  const [inaktuellSekunder = NaN] = await matt(/^samordning_prognoser_inaktuella_sekunder (\S+)$/);
  expect(inaktuellSekunder).toBeGreaterThanOrEqual(PAUS_S);
  expect(inaktuellSekunder).toBeLessThan(LANGST_S);
});

it('tar tid på varje svar, efter väg och inte efter adress', async () => {
  await fetch(`${bas}/api/v1/forbund/${FORBUND}`);
  await fetch(`${bas}/finns-inte`);
  expect(
    await matt(
      /^samordning_svar_sekunder_count\{metod="GET",vag="\/api\/v1\/forbund\/:forbund",status="200"\} (\d+)$/,
    ),
  ).toEqual([1]);
  expect(
    await matt(/^samordning_svar_sekunder_count\{metod="GET",vag="okand",status="404"\} (\d+)$/),
  ).toEqual([1]);
});

it('har alla mått som larmen och instrumentpanelen frågar efter, också om jobben', async () => {
  const bevakning = await system.bevakning();
  await bevakning.ikapp();
  const text = await (await fetch(`${bas}/metrics`)).text();
  const finns = new Set([...text.matchAll(/^# TYPE (\S+)/gm)].map((m) => m[1]));
  const fragat = ['larm.yml', 'grafana.json']
    .map((fil) => readFileSync(join(PROJEKTROT, 'infra', 'matning', fil), 'utf8'))
    .join('\n')
    .matchAll(/\b((?:samordning|process)_\w+?)(?:_bucket|_count)?\b/g);
  const namn = new Set([...fragat].map((m) => m[1]));
  expect(namn.size).toBeGreaterThan(7);
  expect([...namn].filter((n) => !finns.has(n))).toEqual([]);
  expect(await matt(/^samordning_jobb_aldsta_sekunder (\S+)$/)).toEqual([0]);
  expect(await matt(/^samordning_prognoser_inaktuella_sekunder (\S+)$/)).toEqual([0]);
});
