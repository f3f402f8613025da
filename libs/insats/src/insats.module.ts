import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforInsatskommandoHandler } from './commands/utfor-insatskommando.js';

@Module({ imports: [CqrsModule], providers: [UtforInsatskommandoHandler] })
export class InsatsModule {}
