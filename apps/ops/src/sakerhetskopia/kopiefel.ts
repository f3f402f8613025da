import { DomanFel } from '#kernel/fel.js';

export type SakerhetskopiaKod =
  | 'KOPIA_FINNS'
  | 'KOPIA_OKAND'
  | 'KOPIA_OFULLSTANDIG'
  | 'KOPIA_SKADAD'
  | 'KOPIA_NYARE_PROGRAM'
  | 'ATERSTALLNING_EJ_TOM'
  | 'ATERSTALLNING_ANNAN_KOPIA'
  | 'ATERSTALLNING_SKILJER';

const HEL_KOPIA =
  'en hel säkerhetskopia, som ops backup gav den sitt namn; hämta den igen, eller ta en annan';

export const kopiefel = (kod: SakerhetskopiaKod, meddelande: string, forvantat: string, data = {}) =>
  new DomanFel<SakerhetskopiaKod>(kod, meddelande, { falt: 'FIL', forvantat, data });

export const skadad = (del: string, vad: string): DomanFel<SakerhetskopiaKod> =>
  kopiefel('KOPIA_SKADAD', `Säkerhetskopian är skadad vid ${del}: ${vad}.`, HEL_KOPIA, { del });

export const ofullstandig = (efter: string): DomanFel<SakerhetskopiaKod> =>
  kopiefel(
    'KOPIA_OFULLSTANDIG',
    `Säkerhetskopian tar slut ${efter}: den blev aldrig färdig, eller är avkortad.`,
    HEL_KOPIA,
    { efter },
  );
