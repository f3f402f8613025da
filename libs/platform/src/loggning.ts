import { destination, type Logger, pino } from 'pino';
import { sammanhang } from './sammanhang.js';

export const LOGGNIVAER = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type Loggniva = (typeof LOGGNIVAER)[number];

/** Standard error: standard output carries nothing but data. */
const STDERR = 2;

/** Keys whose values never reach a log. An address with a password in its middle is not found this way: log none. */
const HEMLIGA = [
  'losenord',
  'password',
  'authorization',
  '*.losenord',
  '*.password',
  'req.headers.authorization',
];

/** The structured log: one JSON object a line on standard error, written at once so that a crash loses nothing. Each says what it belongs to. */
export function skapaLogg(niva: Loggniva, namn: string): Logger {
  return pino(
    {
      name: namn,
      level: niva,
      redact: { paths: HEMLIGA, censor: '[dolt]' },
      mixin: () => ({ ...sammanhang() }),
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (etikett) => ({ level: etikett }) },
    },
    destination({ dest: STDERR, sync: true }),
  );
}
