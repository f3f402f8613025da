import { Controller, Get, Res, HttpStatus } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { Projektor } from '#read-store/projektor.js';

/** Events that a read model may be behind before the process counts as not ready: a second's work at most. */
const MAX_EFTER = 5_000;

@ApiTags('hälsa')
@Controller('health')
export class HalsaController {
  constructor(private readonly projektor: Projektor) {}

  /** The process runs. */
  @Get('live')
  @ApiOperation({ summary: 'Processen kör' })
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** The stores answer, and no read model has failed or lags far behind. */
  @Get('ready')
  @ApiOperation({ summary: 'Lagren svarar, och läsmodellerna är ikapp' })
  async ready(@Res({ passthrough: true }) svar: Response) {
    try {
      const projektioner = (await this.projektor.lista()).map(({ namn, ordinal, efter, fel }) => ({
        namn,
        ordinal,
        efter,
        fel: fel ?? null,
      }));
      const redo = projektioner.every((p) => p.efter <= MAX_EFTER && p.fel === null);
      if (!redo) svar.status(HttpStatus.SERVICE_UNAVAILABLE);
      return { status: redo ? 'ok' : 'efter', projektioner };
    } catch {
      svar.status(HttpStatus.SERVICE_UNAVAILABLE);
      return { status: 'lagren svarar inte', projektioner: [] };
    }
  }
}
