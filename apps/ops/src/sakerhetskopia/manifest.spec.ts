import { describe, expect, it } from '@jest/globals';
import { Upcasters } from '#event-store/upcasting.js';
import { Saldo } from '#read-store/saldo.fixtures.js';
import { tolkaManifest, type Manifest } from './manifest.js';

const SUMMA = 'ab'.repeat(32);
const kanner = { upcasters: new Upcasters(), projektioner: [new Saldo()] };
const saldo = { namn: 'saldo', version: new Saldo().version, ordinal: 2, digest: SUMMA };

const manifest: Manifest = {
  format: 'sakerhetskopia/1',
  tagen: '2024-08-31T12:00:00.000Z',
  handelser: { antal: 2, digest: SUMMA },
  typer: { BudgetFaststalld: 1 },
  lasmodeller: [saldo],
  arkiv: [{ id: 'd', forbund: 'mitt', sha256: SUMMA }],
};

const tolka = (andring: object) => () => tolkaManifest(JSON.stringify({ ...manifest, ...andring }), kanner);

describe('manifestet', () => {
  it('läses som det skrevs', () => {
    expect(tolka({})()).toEqual(manifest);
  });

  it('kan ha en läsmodell som inte finns längre', () => {
    const lasmodeller = [{ ...saldo, namn: 'forsvunnen', version: 9 }];
    expect(tolka({ lasmodeller })()).toEqual({ ...manifest, lasmodeller });
  });

  it.each([
    ['ett format', { format: 'sakerhetskopia/2', annat: 1 }, 'formatet sakerhetskopia/2'],
    ['en händelsetyp', { typer: { Okand: 1 } }, 'händelser av typen Okand, version 1'],
    ['en version av en händelse', { typer: { BudgetFaststalld: 2 } }, 'BudgetFaststalld, version 2'],
    [
      'en version av en läsmodell',
      { lasmodeller: [{ ...saldo, version: saldo.version + 1 }] },
      `läsmodellen saldo, version ${saldo.version + 1}`,
    ],
  ])('från ett nyare program nekas: %s som inte finns här', (_, andring, text) => {
    expect(tolka(andring)).toThrow(
      expect.objectContaining({ kod: 'KOPIA_NYARE_PROGRAM', message: expect.stringContaining(text) }),
    );
  });

  it.each([
    ['{', 'ingen JSON'],
    ['{}', 'inget format'],
    [JSON.stringify({ ...manifest, handelser: { antal: -1, digest: SUMMA } }), 'ett antal under noll'],
    [JSON.stringify({ ...manifest, arkiv: undefined }), 'utan arkiv'],
  ])('som inte går att tolka nekas: %j (%s)', (text) => {
    expect(() => tolkaManifest(text, kanner)).toThrow(expect.objectContaining({ kod: 'KOPIA_SKADAD' }));
  });
});
