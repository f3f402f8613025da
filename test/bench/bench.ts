// npm run bench: our stores beside others, in the same run on the same server. See docs/prestanda.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { matIkapp } from './ikapp.js';
import { matOmbyggnad } from './ombyggnad.js';
import { matProgram } from './program.js';
import { matRapport } from './rapport.js';
import { forsamringar, lasReferens, medReferens, sparaReferens } from './referens.js';
import { natt, somText, type Fallresultat } from './resultat.js';
import { startaBankserver, type Bankserver } from './server.js';
import { matSkrivning } from './skrivning.js';
import { STORLEKAR, type Storlek } from './storlek.js';

const FALL: Readonly<Record<string, (server: Bankserver, storlek: Storlek) => Promise<Fallresultat>>> = {
  skrivning: matSkrivning,
  ikapp: matIkapp,
  ombyggnad: matOmbyggnad,
  rapport: matRapport,
  program: matProgram,
};

const HJALP = `npm run bench -- [--stor] [--fall NAMN]… [--json FIL]
  --stor   en miljon händelser i ombyggnaden och en miljon rader i rapporten (annars 200 000 och 100 000)
  --prov   bara att allt går att köra; siffrorna säger ingenting
  --fall   ${Object.keys(FALL).join(', ')} (alla, om inget sägs)
  --varv   mätta varv per sida (5; färre säger lite)
  --json   var resultatet läggs (.cache/bench.json)
  --spara-referens   det som mäts blir vad senare körningar jämförs med
Slutar med 1 när något är mer än 15 % sämre än referensen.`;

function lasArgument() {
  const { values } = parseArgs({
    options: {
      stor: { type: 'boolean', default: false },
      prov: { type: 'boolean', default: false },
      fall: { type: 'string', multiple: true, default: Object.keys(FALL) },
      varv: { type: 'string' },
      json: { type: 'string', default: '.cache/bench.json' },
      'spara-referens': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const okanda = values.fall.filter((f) => !(f in FALL));
  if (okanda.length > 0) throw new Error(`--fall ${okanda.join(', ')} finns inte.\n${HJALP}`);
  return values;
}

function heltal(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new Error(`--varv ${text}: ett heltal från 1.\n${HJALP}`);
  return n;
}

const belastning = (): string =>
  loadavg()
    .map((l) => l.toFixed(2))
    .join(' ');

async function bank(): Promise<void> {
  const val = lasArgument();
  if (val.help) {
    console.log(HJALP);
    return;
  }
  const vald = STORLEKAR[val.prov ? 'prov' : val.stor ? 'stor' : 'vanlig'];
  const storlek = { ...vald, varv: val.varv === undefined ? vald.varv : heltal(val.varv) };
  const rader: Fallresultat['rader'][number][] = [];
  const jamforelser: Fallresultat['jamforelser'][number][] = [];
  // What only shows that it runs has nothing to compare, and what renews the reference is not held against the old one.
  const referens = val.prov || val['spara-referens'] ? {} : lasReferens();
  const fore = belastning();
  const server = await startaBankserver();
  try {
    for (const namn of val.fall) {
      console.error(`${namn} … (belastning ${belastning()})`);
      const resultat = await FALL[namn]?.(server, storlek);
      if (!resultat) continue;
      const mot = medReferens(resultat.jamforelser, referens);
      console.error(`\n${somText({ ...resultat, jamforelser: mot })}\n`);
      rader.push(...resultat.rader);
      jamforelser.push(...mot);
    }
  } finally {
    await server.stang();
  }
  const maskin = { node: process.version, karnor: availableParallelism(), processor: cpus()[0]?.model ?? '' };
  const bedomda = jamforelser.map((j) => ({ ...j, natt: natt(j) ?? null }));
  const allt = {
    tid: new Date().toISOString(),
    maskin,
    belastning: { fore, efter: belastning() },
    rader,
    jamforelser: bedomda,
  };
  mkdirSync(dirname(val.json), { recursive: true });
  writeFileSync(val.json, `${JSON.stringify(allt, null, 2)}\n`);
  console.log(
    `${allt.tid}, ${maskin.karnor} kärnor (${maskin.processor}), Node ${maskin.node}, belastning ${fore} → ${belastning()}`,
  );
  console.log(`\n${somText({ rader, jamforelser })}`);
  const samre = forsamringar(jamforelser, referens);
  if (samre.length > 0) {
    console.error(`\nSämre än referensen (test/bench/referens.json):\n  ${samre.join('\n  ')}`);
    process.exitCode = 1;
  }
  if (val['spara-referens'])
    sparaReferens(jamforelser, allt.tid, `${maskin.processor}, ${maskin.karnor} kärnor, ${maskin.node}`);
}

await bank();
