import { CommanderError } from 'commander';
import { beskrivFel, SLUTKOD } from '#apps/standalone/src/felutskrift.js';
import { Avbruten } from './i-systemet.js';
import { program } from './program.js';

// Whoever reads our output may stop reading (`| head`): that is no fault.
process.stdout.on('error', (fel: NodeJS.ErrnoException) => {
  if (fel.code === 'EPIPE') process.exit(SLUTKOD.klart);
  throw fel;
});

try {
  await program().parseAsync(process.argv);
} catch (fel) {
  if (fel instanceof CommanderError)
    process.exitCode = fel.exitCode === 0 ? SLUTKOD.klart : SLUTKOD.felAnvant;
  // What was interrupted may still wait for something: all that matters is closed.
  else if (fel instanceof Avbruten) process.exit(SLUTKOD.avbrutet);
  else {
    const { text, kod } = beskrivFel(fel);
    process.stderr.write(`${text}\n`);
    process.exitCode = kod;
  }
}
