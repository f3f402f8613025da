import { randomUUID } from 'node:crypto';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { WrongExpectedRevision } from '../event-store.js';
import { handelseId } from '../handelse-id.js';
import type { LagradHandelse, LagratKommando } from '../kopierbart.js';
import { medOmforsok } from '../omforsok.js';
import type { Klient, NyPost } from './klient.js';
import { metadataFor } from './lasning.js';
import type { NumreradPost } from './loggsidor.js';
import { arAvbrott } from './serverfel.js';
import type { Strommar } from './strommar.js';

export function tillLagrad({ post, stream, ordinal, tid }: NumreradPost): LagradHandelse {
  const { version, nr, tid: _, ...metadata } = metadataFor(post);
  return {
    ordinal,
    id: handelseId(stream, metadata.kommandoId, nr),
    stream,
    revision: post.revision,
    typ: post.typ,
    version,
    data: kanoniskJson(post.data),
    metadata: kanoniskJson(metadata),
    tid,
  };
}

/** One append per command, in order; their time goes with them, since the server would give its own. */
export async function skrivKommandon(
  klient: Klient,
  strommar: Strommar,
  kommandon: readonly LagratKommando[],
): Promise<void> {
  for (const kommando of kommandon) {
    const [{ stream, revision }] = kommando;
    const poster = kommando.map(somPost);
    // Sent again after a lost answer it is the same records: the server takes them once.
    const skrivet = await medOmforsok(arAvbrott, () =>
      klient.lagg(strommar.paServern(stream), poster, revision - 1),
    );
    if (!skrivet) {
      const faktisk = await klient.sistaRevision(strommar.paServern(stream));
      throw new WrongExpectedRevision(stream, revision - 1, faktisk);
    }
  }
}

const somPost = ({ typ, version, data, metadata, tid }: LagradHandelse, nr: number): NyPost => ({
  id: randomUUID(),
  typ,
  data: JSON.parse(data) as Record<string, unknown>,
  metadata: { ...(JSON.parse(metadata) as Record<string, unknown>), version, nr, tid },
});
