import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { UtforFaststallRapportlayoutHandler } from './commands/faststall-rapportlayout.js';
import { RapportlayouterController } from './http/rapportlayouter.controller.js';

@Module({
  imports: [CqrsModule],
  controllers: [RapportlayouterController],
  providers: [UtforFaststallRapportlayoutHandler],
})
export class RapportlayoutModule {}
