import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  Forbundsinlasning,
  Kalldokumentinlasning,
  tolkaForbundsregister,
  tolkaKalldokument,
  type Inlasningsresultat,
} from '#inlasning/public.js';
import { DomanFel } from '#kernel/fel.js';
import { SEEDMAPP } from '#platform/projektrot.js';
import type { System } from './system.js';

export interface Seedkallor {
  readonly register: readonly string[];
  readonly dokument: readonly string[];
}

/** The bundled förbund register and källdokument. */
export const MEDFOLJANDE: Seedkallor = {
  register: [join(SEEDMAPP, 'forbund.json')],
  dokument: jsonfiler(join(SEEDMAPP, 'kalldokument')),
};

function jsonfiler(mapp: string): string[] {
  return readdirSync(mapp)
    .filter((fil) => fil.endsWith('.json'))
    .sort()
    .map((fil) => join(mapp, fil));
}

type SeedKod = 'SEED_MAPP_SAKNAS' | 'SEED_MAPP_TOM';

/** All JSON of a folder, told apart by schema: registers of förbund, and källdokument. Other JSON is refused. */
export function kallorI(mapp: string): Seedkallor {
  const neka = (kod: SeedKod, vad: string): DomanFel<SeedKod> =>
    new DomanFel(kod, `${mapp} ${vad}.`, { falt: '--dir', forvantat: 'en mapp med källdokument (*.json)' });
  if (!statSync(mapp, { throwIfNoEntry: false })?.isDirectory())
    throw neka('SEED_MAPP_SAKNAS', 'är ingen mapp som finns');
  const filer = jsonfiler(mapp);
  if (filer.length === 0) throw neka('SEED_MAPP_TOM', 'innehåller inga källdokument');
  const arRegister = (fil: string): boolean =>
    /"schema"\s*:\s*"forbundsregister\//.test(readFileSync(fil, 'utf8'));
  return { register: filer.filter(arRegister), dokument: filer.filter((f) => !arRegister(f)) };
}

/** The files are all checked before the first is loaded. Idempotent: what is loaded already is left as it is. */
export async function seeda(
  system: System,
  kallor: Seedkallor,
  val: { vem: string; framsteg: (rad: string) => void },
): Promise<Inlasningsresultat[]> {
  const register = kallor.register.map((fil) => ({ fil, innehall: readFileSync(fil, 'utf8') }));
  const dokument = kallor.dokument.map((fil) => ({ fil, innehall: readFileSync(fil, 'utf8') }));
  for (const { fil, innehall } of register) iFilen(fil, () => tolkaForbundsregister(innehall));
  for (const { fil, innehall } of dokument) iFilen(fil, () => tolkaKalldokument(innehall));
  const forbund = system.hamta(Forbundsinlasning);
  for (const { innehall } of register)
    await forbund.lasRegister(tolkaForbundsregister(innehall), innehall, val.vem);
  const inlasning = system.hamta(Kalldokumentinlasning);
  await inlasning.ateruppta(val);
  const ut: Inlasningsresultat[] = [];
  for (const { innehall } of dokument) ut.push(await inlasning.las(innehall, val));
  return ut;
}

/** Gives a refusal the name of the file. */
function iFilen(fil: string, tolka: () => unknown): void {
  try {
    tolka();
  } catch (fel) {
    if (!(fel instanceof DomanFel)) throw fel;
    throw new DomanFel(fel.kod, `${fil}: ${fel.message}`, {
      ...(fel.falt === undefined ? {} : { falt: fel.falt }),
      ...(fel.forvantat === undefined ? {} : { forvantat: fel.forvantat }),
      data: fel.data,
    });
  }
}
