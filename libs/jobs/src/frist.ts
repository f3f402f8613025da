import { KoFel, type KoFelkod } from './ko.js';

/** The work's result, or KoFel when it has not settled in time. The work itself goes on: it cannot be stopped. */
export async function inomFrist<T>(
  arbete: Promise<T>,
  fristMs: number,
  kod: KoFelkod,
  vad: string,
): Promise<T> {
  let klocka: NodeJS.Timeout | undefined;
  const frist = new Promise<never>((_, avvisa) => {
    klocka = setTimeout(() => {
      avvisa(new KoFel(kod, `${vad}: inget svar inom ${fristMs} ms`));
    }, fristMs);
  });
  try {
    return await Promise.race([arbete, frist]);
  } finally {
    clearTimeout(klocka);
  }
}
