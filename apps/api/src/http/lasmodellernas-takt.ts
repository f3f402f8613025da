import { DomanFel } from '#kernel/fel.js';
import type { Projektor } from '#read-store/projektor.js';
import type { ApiKod } from './statuskoder.js';

/** Longer than a read model is behind while the process is ready; whoever asks should rather ask again. */
const VANTA_HOGST_MS = 30_000;

/**
 * Resolves when the named read models have what was stored before the call.
 * @throws DomanFel LASMODELL_EFTER when they do not get there in time; what stops a read model as it is
 */
export async function lasmodellernaIkapp(projektor: Projektor, namn: readonly string[]): Promise<void> {
  let klocka: NodeJS.Timeout | undefined;
  const forSent = new Promise<never>((_, reject) => {
    klocka = setTimeout(() => {
      reject(
        new DomanFel<ApiKod>('LASMODELL_EFTER', 'Läsmodellerna har inte hunnit ikapp händelserna.', {
          forvantat: 'att frågan ställs igen om en stund',
        }),
      );
    }, VANTA_HOGST_MS);
  });
  try {
    await Promise.race([projektor.kommIkapp({ namn }), forSent]);
  } finally {
    clearTimeout(klocka);
  }
}
