import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  aterstall,
  type Aterstallt,
  type Aterstallningsval,
} from '#apps/ops/src/sakerhetskopia/aterstall.js';
import { Kopiefil } from '#apps/ops/src/sakerhetskopia/kopiefil.js';
import { Kopieskrivare } from '#apps/ops/src/sakerhetskopia/kopieskrivare.js';
import { MANIFEST, tolkaManifest, type Manifest } from '#apps/ops/src/sakerhetskopia/manifest.js';
import { taKopia, type Kopieringsval } from '#apps/ops/src/sakerhetskopia/ta-kopia.js';
import { uppgraderingar } from '#apps/standalone/src/handelsescheman.js';
import { allaProjektioner } from '#apps/standalone/src/projektioner.js';
import { oppnaSystem, type System } from '#apps/standalone/src/system.js';
import { konfigurationFor } from './system.js';

const tyst = (): void => undefined;
const NU = new Date('2024-08-31T12:00:00Z');

/** A folder for backups, removed afterwards. */
export function kopiemapp(): { readonly fil: (namn: string) => string; readonly taBort: () => void } {
  const mapp = mkdtempSync(join(tmpdir(), 'kopia-'));
  return { fil: (namn) => join(mapp, namn), taBort: () => rmSync(mapp, { recursive: true }) };
}

/** As `ops backup` takes it. */
export async function kopiera(
  system: System,
  fil: string,
  val: Partial<Kopieringsval> = {},
): Promise<Manifest> {
  const skrivare = await Kopieskrivare.oppna(fil, NU);
  try {
    const manifest = await taKopia(system, skrivare, { nu: NU, sag: tyst, framsteg: tyst, ...val });
    await skrivare.namnge();
    return manifest;
  } finally {
    await skrivare.kasta();
  }
}

/** As `ops restore` does, into a database: in a system of its own, that is closed again. */
export async function aterstallI(
  url: string,
  fil: string,
  val: Partial<Aterstallningsval> = {},
): Promise<Aterstallt> {
  const kopia = await Kopiefil.oppna(fil, tyst);
  try {
    const manifest = tolkaManifest((await kopia.las(MANIFEST)).toString(), {
      upcasters: uppgraderingar(),
      projektioner: allaProjektioner(),
    });
    const system = await oppnaSystem(konfigurationFor(url), tyst, { aterstaller: true });
    try {
      return await aterstall(system, kopia, manifest, { sag: tyst, framsteg: tyst, ...val });
    } finally {
      await system.stang();
    }
  } finally {
    await kopia.stang();
  }
}
