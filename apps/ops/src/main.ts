import { CommanderError } from 'commander';
import { beskrivFel, SLUTKOD } from '#apps/standalone/src/felutskrift.js';
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
  else {
    const { text, kod } = beskrivFel(fel);
    process.stderr.write(`${text}\n`);
    process.exitCode = kod;
  }
}
