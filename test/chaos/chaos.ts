// npm run chaos: the programs under load, killed and cut off time after time, and a check from outside of what is left.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { igen, kor, type Utfall } from './korning.js';
import { MOTORER, uppsattning } from './plan.js';

const HJALP = `npm run chaos -- [--fro N] [--dodade N] [--motorer NAMN]… [--klienter N] [--liten]
  --fro       samma frö ger samma plan (annars ett nytt, som skrivs ut)
  --dodade    kill -9 sammanlagt, förutom de andra felen (200)
  --motorer   postgres: allt i PostgreSQL, redis: köerna i Redis, ersattare: händelserna i KurrentDB:s ersättare,
              köerna i Redis (alla i tur och ordning, om inget sägs, med lika många dödade på varje)
  --klienter  de som skickar kommandon, samtidigt (6)
  --liten     en projector och en worker, som i det korta provet (annars två av varje)`;

const STORSTA_FRO = 1_000_000;
const LOGG = '.cache/chaos';

function lasArgument() {
  const { values } = parseArgs({
    options: {
      fro: { type: 'string', default: String(Math.floor(Math.random() * STORSTA_FRO)) },
      dodade: { type: 'string', default: '200' },
      klienter: { type: 'string', default: '6' },
      motorer: { type: 'string', multiple: true, default: [...MOTORER] },
      liten: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const tal = (namn: 'fro' | 'dodade' | 'klienter', minst: number): number => {
    const n = Number(values[namn]);
    if (!Number.isInteger(n) || n < minst)
      throw new Error(`--${namn} ${values[namn]}: ett heltal från ${minst}.\n${HJALP}`);
    return n;
  };
  const motorer = MOTORER.filter((m) => values.motorer.includes(m));
  if (motorer.length !== values.motorer.length)
    throw new Error(`--motorer ${values.motorer.join(', ')} finns inte.\n${HJALP}`);
  return {
    ...{ help: values.help, liten: values.liten, motorer },
    ...{ fro: tal('fro', 0), dodade: tal('dodade', 1), klienter: tal('klienter', 1) },
  };
}

function somText(motorer: string, u: Utfall, sekunder: number): string {
  return [
    `${motorer}: ${u.dodade} dödade, ${u.kvitterade} kommandon kvitterade, ${u.omskick} försök utan svar, ` +
      `${u.upprepade} skickade igen, ${u.handelser} händelser på ${sekunder} s`,
    ...[...u.avbrott].sort(([a], [b]) => (a < b ? -1 : 1)).map(([vad, antal]) => `  ${antal} × ${vad}`),
    u.fel.length === 0 ? '  inga fel' : `  ${u.fel.length} FEL`,
    ...u.fel.map((f) => `  – ${f}`),
  ].join('\n');
}

async function kaos(): Promise<void> {
  const val = lasArgument();
  if (val.help) {
    console.log(HJALP);
    return;
  }
  const dodade = Math.ceil(val.dodade / val.motorer.length);
  for (const motorer of val.motorer) {
    const samma = igen({ ...val, dodade, motorer });
    console.error(samma);
    const start = performance.now();
    const utfall = await kor({
      ...val,
      dodade,
      uppsattning: uppsattning(motorer, val.liten),
      byggt: true,
      rapportera: (rad) => {
        console.error(`${new Date().toISOString().slice(11, 19)} ${rad}`);
      },
    });
    console.log(somText(motorer, utfall, Math.round((performance.now() - start) / 1_000)));
    if (utfall.fel.length === 0) continue;
    const fil = `${LOGG}/${motorer}-${val.fro}.log`;
    mkdirSync(dirname(fil), { recursive: true });
    writeFileSync(fil, utfall.logg);
    console.log(`Igen: ${samma}\nVad programmen sade: ${fil}`);
    process.exitCode = 1;
  }
}

await kaos();
