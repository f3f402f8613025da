import type { Event } from '#kernel/handelse.js';
import {
  EventStore,
  START,
  type Checkpoint,
  type Handelsemetadata,
  type StoredEvent,
} from '#event-store/event-store.js';

const INTE_HAR = 'minneslagret har bara det som projektionerna använder';

/** An event store in memory, for tests of what follows a store. `subscribe` can be made to drop. */
export class Minneslager extends EventStore {
  readonly handelser: StoredEvent[] = [];
  /** How many pages were read by `readAll`. */
  lasningar = 0;
  /** Every reading of the store fails with this while it is set. */
  lasfel: Error | undefined;
  prenumerationer = 0;
  private readonly vantande = new Set<() => void>();
  private brytNasta = false;

  /** Stores events on one stream; gives the last ordinal. */
  lagg(...nya: readonly Event[]): number {
    return this.laggMed({}, ...nya);
  }

  /** As `lagg`, for what also cares why and for whom. */
  laggMed(metadata: Partial<Handelsemetadata>, ...nya: readonly Event[]): number {
    for (const h of nya) {
      const ordinal = this.handelser.length + 1;
      this.handelser.push({
        id: `00000000-0000-5000-8000-${String(ordinal).padStart(12, '0')}`,
        stream: 'prov',
        revision: ordinal - 1,
        position: `p${ordinal}`,
        ordinal,
        typ: h.typ,
        data: h.data,
        metadata: {
          kommandoId: `k${ordinal}`,
          vem: 'prov',
          skal: { slag: 'anteckning', text: 'prov' },
          forbund: ['vasteras'],
          indatahash: '',
          ...metadata,
        },
        recordedAt: new Date(Date.UTC(2024, 0, 1) + ordinal * 1_000),
      });
    }
    this.vack();
    return this.handelser.length;
  }

  /** Ends the open subscriptions, as a server does that restarts: every other time with an error, else silently. */
  bryt(): void {
    this.brytNasta = true;
    this.vack();
  }

  private vack(): void {
    for (const v of [...this.vantande]) v();
  }

  override async readAll(after: Checkpoint, max: number): Promise<readonly StoredEvent[]> {
    this.lasningar += 1;
    if (this.lasfel) throw this.lasfel;
    await Promise.resolve();
    return this.handelser.slice(after.ordinal, after.ordinal + max);
  }

  override async *subscribe(
    after: Checkpoint,
    options: { readonly maxBatch?: number; readonly signal: AbortSignal },
  ): AsyncIterable<readonly StoredEvent[]> {
    this.prenumerationer += 1;
    const udda = this.prenumerationer % 2 === 1;
    let plats = after.ordinal;
    const vack = (): void => this.vack();
    options.signal.addEventListener('abort', vack);
    try {
      while (!options.signal.aborted) {
        if (this.brytNasta) {
          this.brytNasta = false;
          if (udda) throw new Error('prenumerationen bröts');
          return;
        }
        const sida = this.handelser.slice(plats, plats + (options.maxBatch ?? 1_000));
        if (sida.length > 0) {
          plats += sida.length;
          yield sida;
        } else await this.nastaHandelse();
      }
    } finally {
      options.signal.removeEventListener('abort', vack);
    }
  }

  private nastaHandelse(): Promise<void> {
    return new Promise((resolve) => {
      const klar = (): void => {
        this.vantande.delete(klar);
        resolve();
      };
      this.vantande.add(klar);
    });
  }

  override head(): Promise<Checkpoint> {
    if (this.lasfel) return Promise.reject(this.lasfel);
    const sista = this.handelser.at(-1);
    return Promise.resolve(sista ? { position: sista.position, ordinal: sista.ordinal } : START);
  }

  override append(): never {
    throw new Error(INTE_HAR);
  }
  override readStream(): never {
    throw new Error(INTE_HAR);
  }
  override revisionAt(): never {
    throw new Error(INTE_HAR);
  }
  override readOrdinals(): never {
    throw new Error(INTE_HAR);
  }
  override at(): never {
    throw new Error(INTE_HAR);
  }
  override findCommand(): never {
    throw new Error(INTE_HAR);
  }
  override close(): Promise<void> {
    return Promise.resolve();
  }
}
