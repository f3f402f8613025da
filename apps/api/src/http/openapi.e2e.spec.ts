import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, jest, test } from '@jest/globals';
import { STATUS } from './statuskoder.js';

/** Builds first, when something has changed. */
const LANGSTA_BYGGE_MS = 180_000;
jest.setTimeout(LANGSTA_BYGGE_MS);

const ROT = fileURLToPath(new URL('../../../../', import.meta.url));

describe('docs/openapi.json', () => {
  test('är vad koden ger', async () => {
    const kor = promisify(execFile);
    await expect(
      kor(process.execPath, ['infra/bin/generera-openapi.mjs', '--kontrollera'], { cwd: ROT }),
    ).resolves.toBeDefined();
  });

  test('varje kod står vid någon väg, utom de som kanten redan hindrar och de som ingen väg leder till', () => {
    const text = readFileSync(`${ROT}docs/openapi.json`, 'utf8');
    const saknas = Object.keys(STATUS).filter((kod) => !text.includes(`"${kod}"`));
    expect(saknas.sort()).toEqual([...HINDRAS_AV_KANTEN, ...UTAN_VAG].sort());
  });
});

/** Refused before the decider sees them: what a field may be is checked first. */
const HINDRAS_AV_KANTEN = [
  'AR_OGILTIGT',
  'BESLUT_NYCKEL_OGILTIG',
  'BESLUT_RUBRIK_SAKNAS',
  'DATUM_OGILTIGT',
  'FORBUND_NAMN_SAKNAS',
  'GRUPP_NYCKEL_OGILTIG',
  'INSATS_NYCKEL_OGILTIG',
  'KALLDOKUMENT_FOR_STORT',
  'MAL_NYCKEL_OGILTIG',
  'METOD_EJ_TILLATEN',
  'NYCKEL_OGILTIG',
  'PARAGRAF_OGILTIG',
  'PLATS_NYCKEL_OGILTIG',
  'PERIOD_UTAN_GRUND',
  'RATTELSE_UTAN_ORSAK',
  'SAMMANTRADE_ANTAL_OGILTIGT',
  'UPPFOLJNING_ANTAL_OGILTIGT',
  'UTGAR_UTAN_RATTELSE',
  'VERIFIKATION_FOR_STOR',
  'VERIFIKATION_TEXT_SAKNAS',
];
/**
 * Registers of förbund are files of the installation; forecasts are recorded by the job that computes them; a step of a
 * process that somebody else has taken already is taken for done.
 */
const UTAN_VAG = [
  'BOKSLUT_BOKFORT',
  'FORBUNDSREGISTER_EJ_JSON',
  'FORBUNDSREGISTER_OGILTIGT',
  'PERIODANDRING_GENOMFORD',
  'PROGNOSRAD_DUBBEL',
  'PROGNOS_OFORANDRAD',
  'PROGNOS_PER_UTANFOR_AR',
  'PROGNOS_UNDERLAG_ALDRE',
  'SERIE_FINNS',
];
