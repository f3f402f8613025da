import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { EventStore } from '#event-store/event-store.js';
import { Kommandon } from '#event-store/kommandon.js';
import { Kommandomottagare } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
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
  /** @param vem recorded as the one who acted in what comes by HTTP */
  static med({ store, readStore, projektor }: Lager, vem: string): DynamicModule {
    const providers = [
      { provide: EventStore, useValue: store },
      { provide: Kommandon, useValue: new Kommandon(store) },
      { provide: ReadStore, useValue: readStore },
      { provide: Projektor, useValue: projektor },
      { provide: Lasning, useValue: new Lasning(store, projektor, readStore) },
      {
        provide: Kommandomottagare,
        useFactory: (bus: CommandBus) => new Kommandomottagare(bus, store, vem),
        inject: [CommandBus],
      },
    ];
    const exports = [EventStore, Kommandon, ReadStore, Projektor, Lasning, Kommandomottagare];
    return { module: LagerModule, imports: [CqrsModule], providers, exports };
  }
}
