import { grupperna, omfattningen, type Omfattning, type Registrerat } from '#forbund/public.js';
import { inlastaDokument } from '#inlasning/public.js';
import { DomanFel, visaVarde } from '#kernel/fel.js';
import { arNyckel, type ForbundId } from '#kernel/identiteter.js';
import type { TransactionSql } from '#read-store/anslutning.js';
import type { RapportKod } from '../rapportfel.js';

/** @throws DomanFel INGA_UPPGIFTER before the first event, OMFATTNING_OKAND with the keys that there are */
export async function finnOmfattning(
  sql: TransactionSql,
  nyckel: string,
  ordinal: number,
  register: Promise<readonly Registrerat[]>,
): Promise<Omfattning> {
  if (ordinal === 0)
    throw new DomanFel<RapportKod>('INGA_UPPGIFTER', 'Vid den tidpunkten fanns inga uppgifter.', {
      falt: 'somAv',
      forvantat: 'en tidpunkt efter den första händelsen',
    });
  // What cannot be a key is in no register; some of it the database would not even take as text.
  const funnen = arNyckel(nyckel) ? await omfattningen(sql, nyckel, ordinal, register) : undefined;
  if (funnen) return funnen;
  const kanda = [
    ...(await grupperna(sql, ordinal)).map((g) => g.grupp),
    ...(await register).map((f) => f.forbund),
  ];
  throw new DomanFel<RapportKod>(
    'OMFATTNING_OKAND',
    `Det finns inget förbund eller någon grupp som heter ${visaVarde(nyckel)}.`,
    {
      falt: 'omfattning',
      forvantat: kanda.length === 0 ? 'att något förbund först registreras' : `något av ${kanda.join(', ')}`,
    },
  );
}

/** Loads that have begun and not ended: figures that they touch are not whole. */
export async function ofullstandigheter(
  sql: TransactionSql,
  forbund: readonly ForbundId[],
  ordinal: number,
): Promise<string[]> {
  const dokument = await inlastaDokument(sql, ordinal);
  return dokument
    .filter((d) => !d.klar && forbund.includes(d.forbund))
    .map((d) => `Inläsningen av ${d.dokument} är inte klar: siffrorna för ${d.forbund} är ofullständiga.`);
}
