import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Forbundsinlasning } from './forbundsregister/forbundsinlasning.js';
import { UtforInlasningskommandoHandler } from './kalldokument/commands/utfor-inlasningskommando.js';
import { Kalldokumentarkiv } from './kalldokument/kalldokumentarkiv.js';
import { Kalldokumentinlasning } from './kalldokument/kalldokumentinlasning.js';
import { Konteringsregelbok } from './kalldokument/planering/konteringsregelbok.js';

@Module({})
export class InlasningModule {
  /** @param regelbok the rules for which konto a line gets */
  static medRegler(regelbok: Konteringsregelbok): DynamicModule {
    return {
      module: InlasningModule,
      imports: [CqrsModule],
      providers: [
        UtforInlasningskommandoHandler,
        Forbundsinlasning,
        Kalldokumentarkiv,
        Kalldokumentinlasning,
        { provide: Konteringsregelbok, useValue: regelbok },
      ],
      exports: [Forbundsinlasning, Kalldokumentarkiv, Kalldokumentinlasning, Konteringsregelbok],
    };
  }
}
