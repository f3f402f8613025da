import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Fillas, taFillas } from '../fillas.js';
import { forklaraFilfel, MiljoFel } from '../miljofel.js';
import { adress, type Anslutning, anslutning, arLedig, ledigPort, minnsAnslutning } from './anslutning.js';
import { anmalAnvandare, antalAnvandare, avanmalAnvandare } from './anvandarregister.js';
import { type Binarer, binarerI, installeradMapp, kopiaAvBinarer } from './binarer.js';
import { sakerstallKluster } from './kluster.js';
import { bestamPlatser, forberedStyrmapp, type Platser, SYSTEMMAPP } from './platser.js';
import {
  portUpptagen,
  postmaster,
  startaPostmaster,
  stoppaPostmaster,
  vantaUtOvergang,
} from './postmaster.js';
import { overvaka } from './vakt.js';

export interface Inbaddad {
  /** postgres://… with password; the same for every process that uses the folder. */
  readonly url: string;
  /** Leaves the server; the last one to leave stops it. */
  stang(): Promise<void>;
}

export interface InbaddadVal {
  /** Made when missing. */
  readonly datamapp: string;
  /** Gets what the user should know, in Swedish, a line at a time. */
  readonly rapportera: (rad: string) => void;
  /** As root: where the cluster and the programs lie. */
  readonly systemmapp?: string;
}

/** Whoever has the lock may be creating the cluster or recovering it on a slow disk. */
const LAS_HOGST_MS = 11 * 60 * 1000;

interface Omgivning {
  readonly platser: Platser;
  readonly binarer: Binarer;
  readonly rapportera: (rad: string) => void;
}

/**
 * PostgreSQL of a data folder, without anything installed on the machine. Several processes may use one folder at
 * once: the first starts the server, later ones connect, the last to leave stops it. Killed processes count as gone.
 * @throws MiljoFel DATAMAPP_*, DISKEN_FULL, POSTGRES_*
 */
export async function oppnaInbaddad(val: InbaddadVal): Promise<Inbaddad> {
  const styrmapp = forberedStyrmapp(resolve(val.datamapp));
  const datamapp = realpathSync(resolve(val.datamapp));
  const { omgivning, url, anmald } = await underLaset(styrmapp, val.rapportera, async () => {
    try {
      const omgivning = await bestamOmgivning(styrmapp, val);
      const url = await sakerstallServer(omgivning);
      return { omgivning, url, anmald: anmalAnvandare(styrmapp) };
    } catch (fel) {
      throw forklaraFilfel(fel, datamapp);
    }
  });
  const vakt = overvaka({
    lever: () => postmaster(omgivning.platser) !== undefined,
    starta: () => underLaset(styrmapp, val.rapportera, () => sakerstallServer(omgivning)),
    rapportera: val.rapportera,
  });
  return {
    url,
    stang: async () => {
      await vakt.sluta();
      await underLaset(styrmapp, val.rapportera, () => lamna(omgivning, anmald));
    },
  };
}

async function bestamOmgivning(styrmapp: string, val: InbaddadVal): Promise<Omgivning> {
  const systemmapp = val.systemmapp ?? SYSTEMMAPP;
  const platser = bestamPlatser(styrmapp, systemmapp, val.rapportera);
  const installerade = installeradMapp();
  const native =
    platser.identitet === undefined
      ? installerade
      : await kopiaAvBinarer(installerade, systemmapp, platser.identitet);
  const binarer = await binarerI(native, platser.hemmapp, platser.identitet);
  return { platser, binarer, rapportera: val.rapportera };
}

/** Sees to it that the server runs, and returns its address. */
async function sakerstallServer(omgivning: Omgivning): Promise<string> {
  const { platser, binarer, rapportera } = omgivning;
  const minne = await anslutning(platser.styrmapp);
  await sakerstallKluster(platser, binarer, minne, rapportera);
  const igang = await vantaUtOvergang(platser);
  if (igang !== undefined) return adress({ ...minne, port: igang.port });
  const nu = await valjPort(platser, minne);
  await startaPostmaster(platser, binarer, nu.port, rapportera);
  return adress(nu);
}

/** The remembered port. Another one when that is taken, unless somebody is using the server by the old address. */
async function valjPort(platser: Platser, minne: Anslutning): Promise<Anslutning> {
  if (await arLedig(minne.port)) return minne;
  if (antalAnvandare(platser.styrmapp) > 0) throw portUpptagen(minne.port);
  const ny = { ...minne, port: await ledigPort() };
  minnsAnslutning(platser.styrmapp, ny);
  return ny;
}

async function lamna({ platser, binarer }: Omgivning, anmald: string): Promise<void> {
  avanmalAnvandare(platser.styrmapp, anmald);
  if (antalAnvandare(platser.styrmapp) === 0) await stoppaPostmaster(platser, binarer);
}

async function underLaset<T>(
  styrmapp: string,
  rapportera: (rad: string) => void,
  steg: () => Promise<T>,
): Promise<T> {
  const las = await taLaset(styrmapp, rapportera);
  try {
    return await steg();
  } finally {
    las.slapp();
  }
}

async function taLaset(styrmapp: string, rapportera: (rad: string) => void): Promise<Fillas> {
  const forsok = await taFillas(join(styrmapp, 'las'), LAS_HOGST_MS, (innehavare) => {
    rapportera(`Väntar på process ${String(innehavare.pid)}, som startar eller stoppar databasen …`);
  });
  if ('las' in forsok) return forsok.las;
  throw new MiljoFel(
    'DATAMAPP_UPPTAGEN',
    `Process ${String(forsok.upptagenAv.pid)} har hållit databasen i ${styrmapp} låst för länge. ` +
      'Avsluta den och kör igen.',
  );
}
