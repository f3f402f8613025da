import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomanFel } from '#kernel/fel.js';
import { kopiemapp } from '../../../../test/sakerhetskopia.js';
import { Kopiefil } from './kopiefil.js';
import { Kopieskrivare } from './kopieskrivare.js';

const tyst = (): void => undefined;
const DELAR = {
  'handelser/000000000001.ndjson.gz': 'ett',
  'arkiv/ab.gz': 'x'.repeat(512),
  'manifest.json': '{"å":1}',
};
/** Of the bytes, one in so many is tried: no divisor of a block, so that every field of a header has its turn. */
const STEG = 7;
const NU = new Date('2024-08-31T12:00:00Z');

let mapp: ReturnType<typeof kopiemapp>;
let fil: string;
beforeEach(async () => {
  mapp = kopiemapp();
  fil = mapp.fil('kopia.tar');
  const skrivare = await Kopieskrivare.oppna(fil, NU);
  for (const [namn, innehall] of Object.entries(DELAR)) await skrivare.skriv(namn, Buffer.from(innehall));
  await skrivare.avsluta();
  await skrivare.namnge();
  await skrivare.kasta();
});
afterEach(() => mapp.taBort());

async function vagran(vag = fil): Promise<DomanFel> {
  const utfall: unknown = await Kopiefil.oppna(vag, tyst).catch((fel: unknown) => fel);
  if (utfall instanceof DomanFel) return utfall;
  throw new Error(`ingen vägran: ${String(utfall)}`);
}

describe('en hel kopia', () => {
  it('läses som den skrevs, och kan läsas med vanliga verktyg', async () => {
    const kopia = await Kopiefil.oppna(fil, tyst);
    expect(kopia.namn).toEqual(Object.keys(DELAR));
    for (const [namn, innehall] of Object.entries(DELAR))
      expect((await kopia.las(namn)).toString()).toBe(innehall);
    await kopia.stang();
    execFileSync('tar', ['xf', fil, '-C', dirname(fil)]);
    execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'SHA256SUMS'], { cwd: dirname(fil) });
    expect(readFileSync(mapp.fil('manifest.json'), 'utf8')).toBe(DELAR['manifest.json']);
  });

  it('som ändras efter kontrollen märks när delen läses', async () => {
    const kopia = await Kopiefil.oppna(fil, tyst);
    writeFileSync(fil, readFileSync(fil).fill(7, 512, 515));
    await expect(kopia.las('handelser/000000000001.ndjson.gz')).rejects.toMatchObject({
      kod: 'KOPIA_SKADAD',
      data: { del: 'handelser/000000000001.ndjson.gz' },
    });
    await kopia.stang();
  });
});

describe('en kopia som inte är hel nekas', () => {
  it('vilken byte som än är ändrad, och säger var', async () => {
    const hel = readFileSync(fil);
    const forsta = 512;
    const arkiv = 2 * 512 + 512;
    for (let n = 0; n < hel.length; n += STEG) {
      const andrad = Buffer.from(hel);
      andrad[n] = (andrad[n] ?? 0) ^ 1;
      writeFileSync(fil, andrad);
      const { kod, data } = await vagran();
      expect([n, kod]).toEqual([n, n < forsta ? 'KOPIA_OKAND' : 'KOPIA_SKADAD']);
      if (n >= forsta && n < 2 * 512) expect(data['del']).toBe('handelser/000000000001.ndjson.gz');
      if (n >= arkiv && n < arkiv + 512) expect(data['del']).toBe('arkiv/ab.gz');
    }
  });

  it('var den än är avkortad', async () => {
    const hel = readFileSync(fil);
    for (let n = 0; n < hel.length; n += 128) {
      writeFileSync(fil, hel.subarray(0, n));
      expect([n, (await vagran()).kod]).toEqual([n, n < 512 ? 'KOPIA_OKAND' : 'KOPIA_OFULLSTANDIG']);
    }
  });

  it('när en del är borttagen, eller något står efter slutet', async () => {
    const hel = readFileSync(fil);
    writeFileSync(fil, Buffer.concat([hel.subarray(0, 1024), hel.subarray(2048)]));
    expect(await vagran()).toMatchObject({ kod: 'KOPIA_SKADAD', data: { del: 'manifest.json' } });
    writeFileSync(fil, Buffer.concat([hel, Buffer.alloc(1)]));
    expect(await vagran()).toMatchObject({ kod: 'KOPIA_SKADAD', data: { del: 'slutet' } });
  });

  it('när den är något annat, eller inte finns', async () => {
    writeFileSync(fil, 'händelser'.repeat(1000));
    expect((await vagran()).kod).toBe('KOPIA_OKAND');
    expect((await vagran(mapp.fil('ingen'))).kod).toBe('FIL_OLASLIG');
    expect((await vagran(dirname(fil))).kod).toBe('FIL_OLASLIG');
  });
});

describe('skrivningen', () => {
  it('ger inte namnet förrän allt är skrivet, och lämnar inget när den avbryts', async () => {
    const ny = mapp.fil('ny.tar');
    const skrivare = await Kopieskrivare.oppna(ny, NU);
    await skrivare.skriv('a', Buffer.from('a'));
    expect([existsSync(ny), (await vagran(skrivare.ofardig)).kod]).toEqual([false, 'KOPIA_OFULLSTANDIG']);
    await skrivare.kasta();
    expect(readdirSync(dirname(fil))).toEqual(['kopia.tar']);
  });

  it('tar bort vad en dödad process lämnat, men inte vad en levande skriver', async () => {
    const ny = mapp.fil('ny.tar');
    for (const pid of [process.ppid, 2 ** 30]) writeFileSync(`${ny}.ofardig-${pid}`, '');
    await (await Kopieskrivare.oppna(ny, NU)).kasta();
    expect(readdirSync(dirname(fil))).toEqual(['kopia.tar', `ny.tar.ofardig-${process.ppid}`]);
  });

  it.each([
    ['ett namn som finns', 'kopia.tar', 'KOPIA_FINNS'],
    ['en mapp som inte finns', 'ingen/kopia.tar', 'FIL_EJ_SKRIVBAR'],
  ])('nekar %s', async (_, namn, kod) => {
    await expect(Kopieskrivare.oppna(mapp.fil(namn), NU)).rejects.toMatchObject({ kod });
  });
});
