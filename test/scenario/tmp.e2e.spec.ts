import { afterAll, beforeAll, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { datum } from '#kernel/datum.js';
import { tolkaRapportdefinition } from '#rapportlayout/public.js';
import { lasUppstallning } from '#rapport/uppstallning/las-uppstallning.js';
import { oppnaTestsystem, seedaMedfoljande, type Testsystem } from '../system.js';

let system: Testsystem;
beforeAll(async () => {
  system = await oppnaTestsystem();
  await seedaMedfoljande(system);
  await system.projektor.kommIkapp();
});
afterAll(() => system.taBort());

it('x', async () => {
  const ut: string[] = [];
  for (const fil of readdirSync('infra/seed/rapporter')) {
    const definition = tolkaRapportdefinition(readFileSync(`infra/seed/rapporter/${fil}`, 'utf8'));
    for (const [forbund, per] of [['vasteras','2022-06-30'],['vastmanland','2024-08-31']] as const) {
      const t = await system.readStore.las(['huvudbok','budget'], (sql, {ordinal}) => lasUppstallning(sql, {forbund:[{forbund, namn: forbund, definition}], ar: Number(per.slice(0,4)), per: datum(per), ordinal}));
      for (const tab of t) {
        ut.push(`\n== ${fil} ${forbund} ${tab.definition.id} ${tab.kolumner.map(k=>`${k.id}[${k.rubrik}]`).join(' | ')}`);
        for (const r of tab.rader) ut.push(`${'  '.repeat(r.niva)}${r.rad} {${r.id}} ${[...r.celler.values()].map(c => c.ore === null ? '-' : (Number(c.ore)/100).toLocaleString('sv')).join(' | ')}  ${r.termer.length ? r.termer.map(t=>(t.faktor===1n?'+':'-')+t.rad).join(' ').slice(0,80):''}`);
      }
    }
  }
  process.stderr.write(ut.join('\n')+'\n');
});
