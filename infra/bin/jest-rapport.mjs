// A jest reporter that is quiet about what is green: failures as they come, then the numbers and what did not run.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

export default class Rapport {
  #rot;
  #utfil;

  constructor(globalt) {
    this.#rot = globalt.rootDir;
    this.#utfil = process.env.JEST_SAMMANDRAG;
  }

  onTestFileResult(test, utfall) {
    if (!utfall.failureMessage) return;
    process.stderr.write(`\nFEL ${relative(this.#rot, test.path)}\n${utfall.failureMessage}\n`);
    for (const { type, message } of utfall.console ?? [])
      process.stderr.write(`  console.${type}: ${message}\n`);
  }

  onRunComplete(_kontexter, alla) {
    const overhoppade = alla.testResults.flatMap((fil) =>
      fil.testResults
        .filter(({ status }) => status === 'pending' || status === 'todo')
        .map(({ fullName }) => ({ fil: relative(this.#rot, fil.testFilePath), namn: fullName })),
    );
    const trasigaFiler = alla.testResults.filter(
      (fil) => fil.failureMessage && !fil.testResults.some(({ status }) => status === 'failed'),
    );
    const sammandrag = {
      passed: alla.numPassedTests,
      // A file that could not even be loaded has failed, however many tests it holds.
      failed: alla.numFailedTests + trasigaFiler.length,
      skipped: alla.numPendingTests + alla.numTodoTests,
      overhoppade,
    };
    if (this.#utfil) writeFileSync(this.#utfil, JSON.stringify(sammandrag));
  }
}
