import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforForbundskommandoHandler } from './commands/utfor-forbundskommando.js';
import { UtforGruppkommandoHandler } from './commands/utfor-gruppkommando.js';

@Module({ imports: [CqrsModule], providers: [UtforForbundskommandoHandler, UtforGruppkommandoHandler] })
export class ForbundModule {}
