import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforInsatskommandoHandler } from './commands/utfor-insatskommando.js';
import { InsatserController } from './http/insatser.controller.js';

@Module({ imports: [CqrsModule], controllers: [InsatserController], providers: [UtforInsatskommandoHandler] })
export class InsatsModule {}
