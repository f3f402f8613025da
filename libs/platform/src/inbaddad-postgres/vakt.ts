/** How long a dead server goes unnoticed: short enough that a client's own retries bridge it. */
const MELLAN_KONTROLLER_MS = 1000;
/** A server that does not start so many times in a row does not start by itself. */
const MAX_MISSLYCKADE = 5;

export interface Vaktuppdrag {
  readonly lever: () => boolean;
  readonly starta: () => Promise<unknown>;
  readonly rapportera: (rad: string) => void;
}

export interface Vakt {
  /** Stops watching; a start that is under way is waited for. */
  sluta(): Promise<void>;
}

/** Starts the server again when it dies while we run. Keeps no process alive. */
export function overvaka({ lever, starta, rapportera }: Vaktuppdrag): Vakt {
  let pagaende: Promise<void> | undefined;
  let misslyckade = 0;

  const aterstarta = async (): Promise<void> => {
    rapportera('Databasen har slutat oväntat och startas igen …');
    try {
      await starta();
      misslyckade = 0;
    } catch (fel) {
      misslyckade++;
      rapportera(fel instanceof Error ? fel.message : String(fel));
      if (misslyckade === MAX_MISSLYCKADE) clearInterval(klocka);
    }
  };

  const klocka = setInterval(() => {
    if (pagaende !== undefined || lever()) return;
    pagaende = aterstarta().finally(() => {
      pagaende = undefined;
    });
  }, MELLAN_KONTROLLER_MS);
  klocka.unref();

  return {
    sluta: async () => {
      clearInterval(klocka);
      await pagaende;
    },
  };
}
