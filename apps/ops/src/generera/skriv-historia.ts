import {
  EventStoreError,
  type AppendResult,
  type EventStore,
  type Kommandokontext,
} from '#event-store/event-store.js';
import { forbunden } from '#forbund/public.js';
import { DomanFel } from '#kernel/fel.js';
import type { ReadStore } from '#read-store/read-store.js';
import type { Projektor } from '#read-store/projektor.js';
import type { Skrivning } from './bok.js';
import { syntetiskHistoria } from './historia.js';
import type { Historieval } from './mall.js';
import { MINST_PER_AR } from './verifikationer.js';

export type GenereraKod =
  'GENERERA_FOR_FA_VERIFIKATIONER' | 'GENERERA_ANDRA_FORBUND' | 'GENERERA_ANNAN_HISTORIA';

const SYNTETISK = /^syntet-\d+$/;
/** How often progress is told, in appends. */
const FRAMSTEG_VAR = 200;

interface Lager {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly projektor: Projektor;
}

export interface Genererat {
  readonly handelser: number;
  readonly verifikationer: number;
  /** How many of the events were there before. */
  readonly fanns: number;
  readonly sekunder: number;
}

export const skalFor = ({ fro }: Historieval): { slag: 'anteckning'; text: string } => ({
  slag: 'anteckning',
  text: `syntetisk historia, frö ${fro}`,
});

/**
 * Appends a history. What stands there already of the same history is left as it is, so that an interrupted run goes on.
 * @throws DomanFel GENERERA_FOR_FA_VERIFIKATIONER, GENERERA_ANDRA_FORBUND, GENERERA_ANNAN_HISTORIA.
 */
export async function skrivHistoria(
  lager: Lager,
  val: Historieval,
  { vem, tillsammans, framsteg }: { vem: string; tillsammans: boolean; framsteg: (rad: string) => void },
): Promise<Genererat> {
  kontrolleraStorlek(val);
  await kravEgetLager(lager, tillsammans);
  const borjan = performance.now();
  let [handelser, verifikationer, fanns, skrivningar] = [0, 0, 0, 0];
  for (const skrivning of syntetiskHistoria(val)) {
    const { repeated } = await lagra(lager.store, skrivning, { vem, skal: skalFor(val) });
    handelser += skrivning.handelser.length;
    verifikationer += skrivning.handelser.filter(arVerifikation).length;
    if (repeated) fanns += skrivning.handelser.length;
    if (++skrivningar % FRAMSTEG_VAR === 0)
      framsteg(`${verifikationer} av ${val.verifikationer} verifikationer`);
  }
  return { handelser, verifikationer, fanns, sekunder: (performance.now() - borjan) / 1000 };
}

const arVerifikation = ({ typ }: { typ: string }): boolean =>
  typ === 'VerifikationBokford' || typ === 'RattelseBokford';

function kontrolleraStorlek({ forbund, ar, verifikationer }: Historieval): void {
  const minst = forbund * ar * MINST_PER_AR;
  if (verifikationer < minst)
    throw new DomanFel<GenereraKod>(
      'GENERERA_FOR_FA_VERIFIKATIONER',
      `${verifikationer} verifikationer räcker inte till ${forbund} förbund i ${ar} år.`,
      { falt: '--verifikationer', forvantat: `minst ${minst}` },
    );
}

/** Made-up figures among real ones are a danger: only who asks for it gets them. */
async function kravEgetLager({ projektor, readStore }: Lager, tillsammans: boolean): Promise<void> {
  if (tillsammans) return;
  await projektor.kommIkapp({ namn: ['forbundsregister'] });
  const finns = await readStore.las(['forbundsregister'], (sql, { ordinal }) => forbunden(sql, ordinal));
  const andra = finns.map((f) => f.forbund).filter((f) => !SYNTETISK.test(f));
  if (andra.length > 0)
    throw new DomanFel<GenereraKod>(
      'GENERERA_ANDRA_FORBUND',
      `Lagret har förbund som inte är syntetiska: ${andra.join(', ')}.`,
      { falt: '--tillsammans', forvantat: 'ett tomt lager (--data), eller --tillsammans' },
    );
}

/** Two histories would both want the name syntet-1: the store keeps the first, and the second is refused where it differs. */
async function lagra(
  store: EventStore,
  { stream, handelser, expected, kommandoId, indatahash, forbund }: Skrivning,
  vemOchVarfor: Pick<Kommandokontext, 'vem' | 'skal'>,
): Promise<AppendResult> {
  try {
    const metadata = { ...vemOchVarfor, kommandoId, indatahash, forbund };
    return await store.append(stream, handelser, { expected, metadata });
  } catch (fel) {
    const annan =
      fel instanceof EventStoreError &&
      (fel.code === 'WRONG_EXPECTED_REVISION' || fel.code === 'COMMAND_REUSED');
    if (!annan) throw fel;
    throw new DomanFel<GenereraKod>(
      'GENERERA_ANNAN_HISTORIA',
      'Lagret har redan en annan syntetisk historia, eller en som en annan version av programmet skrev.',
      { falt: '--seed', forvantat: 'samma frö och storlek som förra gången, eller ett annat lager (--data)' },
    );
  }
}
