import { randomUUID } from 'node:crypto';
import { ProgramFel } from '#kernel/fel.js';
import type { Klient } from './klient.js';
import type { Strommar } from './strommar.js';

/** The id of the installation that owns the streams: the one that stands there, or a new one where none does. */
export async function installationens(klient: Klient, strommar: Strommar): Promise<string> {
  const finns = await lasId(klient, strommar);
  if (finns !== undefined) return finns;
  const id = randomUUID();
  const post = { id: randomUUID(), typ: 'InstallationUpprattad', data: { id } };
  if (await klient.lagg(strommar.installation, [post], -1)) return id;
  // Somebody else started at the same time, or an attempt of ours whose answer was lost.
  const deras = await lasId(klient, strommar);
  if (deras === undefined) throw new ProgramFel(`${strommar.installation} finns men är tom`);
  return deras;
}

async function lasId(klient: Klient, strommar: Strommar): Promise<string | undefined> {
  const [post] = (await klient.las(strommar.installation, 0, 1)) ?? [];
  return (post?.data as { id: string } | undefined)?.id;
}
