import { Global, Module, type DynamicModule } from '@nestjs/common';
import { EventStore } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { Projektor } from '#read-store/projektor.js';
import { ReadStore } from '#read-store/read-store.js';

export interface Lager {
  readonly store: EventStore;
  readonly readStore: ReadStore;
  readonly projektor: Projektor;
}

/** The stores, opened before Nest starts and closed after it has stopped, for every context to inject. */
@Global()
@Module({})
export class LagerModule {
  static med({ store, readStore, projektor }: Lager): DynamicModule {
    const providers = [
      { provide: EventStore, useValue: store },
      { provide: Kommandon, useValue: new Kommandon(store) },
      { provide: ReadStore, useValue: readStore },
      { provide: Projektor, useValue: projektor },
    ];
    return { module: LagerModule, providers, exports: [EventStore, Kommandon, ReadStore, Projektor] };
  }
}
