import { Controller, Get, Headers, type BeforeApplicationShutdown, Query, Req, Res } from '@nestjs/common';
import { ApiExtension, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { EventStore } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { Heltalsparameter, ORDINAL } from '#platform/http/falt.js';
import { olasbartVarde } from '#platform/http/httpkoder.js';
import { KODER } from '#platform/http/vagbeskrivning.js';
import { lasmodellerFor, RAPPORTER } from '#rapport/public.js';
import { Projektor } from '#read-store/projektor.js';
import { stromma } from '../handelsestrom.js';
import type { ApiKod } from './statuskoder.js';

/** Each has a subscription of its own; more readers than this want a relay of theirs. */
const MAX_STROMMAR = 100;

class Stromfraga {
  @Heltalsparameter(0, ORDINAL, { frivillig: true, beskrivning: 'Händelser efter detta nummer.' })
  efter?: number;
}

/** @throws DomanFel FRAGA_OGILTIG */
function senastLasta(id: string | undefined): number | undefined {
  if (id === undefined) return undefined;
  const ordinal = Number(id);
  if (!/^\d+$/.test(id) || ordinal > ORDINAL.max) throw olasbartVarde('Last-Event-ID', 'ett händelsenummer');
  return ordinal;
}

@ApiTags('händelser')
@Controller('api/v1/handelser')
export class StromController implements BeforeApplicationShutdown {
  readonly #oppna = new Set<AbortController>();
  #stanger = false;

  constructor(
    private readonly store: EventStore,
    private readonly projektor: Projektor,
  ) {}

  /** Before the server closes: it waits for its connections, and these never end by themselves. */
  beforeApplicationShutdown(): void {
    this.#stanger = true;
    for (const en of this.#oppna) en.abort();
  }

  @Get('strom')
  @ApiOperation({
    summary: 'Nya händelser och ändrade rapporter, allt eftersom (Server-Sent Events)',
    description:
      'event: handelse har händelsens nummer som id; event: rapport säger vilket förbund och år (null: vilka som helst) ' +
      'vars rapporter kan ha ändrats. Den som kopplas ifrån fortsätter med Last-Event-ID.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string', example: '1234' } })
  @ApiOkResponse({
    description: 'En ström utan slut.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiExtension(KODER, ['FRAGA_OGILTIG', 'PARAMETER_OKAND', 'STROMMAR_FULLA'])
  async strom(
    @Query() fraga: Stromfraga,
    @Headers('last-event-id') senaste: string | undefined,
    @Req() begaran: Request,
    @Res() svar: Response,
  ): Promise<void> {
    // A browser that reconnects asks at the same address, and tells in the header how far it got.
    const fran = senastLasta(senaste) ?? fraga.efter ?? 0;
    if (fran > (await this.store.head()).ordinal) throw olasbartVarde('efter', 'en händelse som finns');
    if (this.#oppna.size >= MAX_STROMMAR)
      throw new DomanFel<ApiKod>('STROMMAR_FULLA', `Fler än ${MAX_STROMMAR} läser strömmen redan.`, {
        forvantat: 'ett nytt försök om en stund',
      });
    const slut = new AbortController();
    this.#oppna.add(slut);
    const stang = (): void => slut.abort();
    svar.once('close', stang);
    // Whoever comes while the server closes would otherwise hold it open; HEAD asks for no more than the headers.
    if (begaran.destroyed || this.#stanger || begaran.method === 'HEAD') stang();
    try {
      svar
        .status(200)
        .set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      svar.flushHeaders();
      const lasta = this.projektor.typer(RAPPORTER.flatMap(lasmodellerFor));
      await stromma(this.store, svar, { efter: fran, signal: slut.signal, lasta });
    } finally {
      this.#oppna.delete(slut);
      svar.off('close', stang);
      svar.end();
    }
  }
}
