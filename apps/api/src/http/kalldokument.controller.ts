import { Body, Controller, Get, HttpStatus, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiExtension,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import type { Response } from 'express';
import type { BokforingKod } from '#bokforing/public.js';
import {
  dokumentsida,
  inlastaDokument,
  Kalldokumentarkiv,
  Kalldokumentinlasning,
  tolkaKalldokument,
  type InlasningKod,
  type KalldokumentKod,
  type KonteringsKod,
} from '#inlasning/public.js';
import type { InsatsKod, UppfoljningKod } from '#insats/public.js';
import { DomanFel, type KarnKod } from '#kernel/fel.js';
import { kanoniskJson } from '#kernel/kanonisk.js';
import { delaSida, Efterfalt, Maxfalt, sidlangd, SomAvFraga } from '#platform/http/adresser.dto.js';
import { Namnfalt, Valfalt } from '#platform/http/falt.js';
import { Huvud, type Kommandohuvud } from '#platform/http/kommandohuvud.js';
import { Kommandomottagare } from '#platform/http/kommandomottagare.js';
import { Lasning } from '#platform/http/lasning.js';
import { DAG, HELTAL, JA_NEJ, lista, objekt, sida, svar, TEXT } from '#platform/http/schema.js';
import { Fragevag, KODER } from '#platform/http/vagbeskrivning.js';
import {
  AVSTAMNINGENS_LASMODELLER,
  avstamningSomJson,
  LasAvstamning,
  type RapportKod,
} from '#rapport/public.js';

class Inlasningsfraga {
  @Valfalt(['true', 'false'], { frivillig: true, beskrivning: 'true: visa vad som skulle ske, lagra inget.' })
  dryRun?: 'true' | 'false';
  @Valfalt(['true', 'false'], {
    frivillig: true,
    beskrivning: 'true: ersätt det som är inläst under samma id. Det gamla innehållet finns kvar.',
  })
  rattelse?: 'true' | 'false';
}

class Dokumentfraga extends SomAvFraga {
  @Efterfalt()
  efter?: number;
  @Maxfalt()
  max?: number;
}

class Dokumentadress {
  @Namnfalt('vastmanland-delarsrapport-2024-08-31')
  id!: string;
}

const LASKODER: (
  KalldokumentKod | InlasningKod | KonteringsKod | KarnKod | InsatsKod | UppfoljningKod | BokforingKod
)[] = [
  'KALLDOKUMENT_EJ_JSON',
  'KALLDOKUMENT_FEL_SCHEMA',
  'KALLDOKUMENT_OGILTIGT',
  'KALLDOKUMENT_FEL_ANTAL_VARDEN',
  'KALLDOKUMENT_DUBBEL_TABELL',
  'KALLDOKUMENT_DUBBEL_POST',
  'KALLDOKUMENT_OKAND_HANVISNING',
  'KALLDOKUMENT_PERIOD_OMVAND',
  'KALLDOKUMENT_PERIOD_OVER_ARSSKIFTE',
  'KALLDOKUMENT_CIRKEL',
  'KALLDOKUMENT_UTAN_SIFFROR',
  'KALLDOKUMENT_ANDRAT',
  'KALLDOKUMENT_INLAST',
  'INLASNING_PAGAR',
  'INLASNING_EJ_PABORJAD',
  'KONTERINGSREGEL_SAKNAS',
  'KONTOINTERVALL_FULLT',
  'BELOPP_EJ_HELTAL',
  'BELOPP_FOR_STORT',
  'INSATS_TID_OMVAND',
  'UPPGIFT_OM_PERSON',
  'UPPFOLJNING_TID_OMVAND',
  'PERIOD_STANGD',
];

const RESULTAT = objekt({
  dokument: TEXT,
  forbund: TEXT,
  status: { ...TEXT, enum: ['inlast', 'redan-inlast', 'provad'] },
  kommandon: HELTAL,
});

@ApiTags('källdokument')
@Controller('api/v1/kalldokument')
export class KalldokumentController {
  constructor(
    private readonly inlasning: Kalldokumentinlasning,
    private readonly arkiv: Kalldokumentarkiv,
    private readonly avstamning: LasAvstamning,
    private readonly lasning: Lasning,
    private readonly mottagare: Kommandomottagare,
  ) {}

  @Post()
  @ApiOperation({
    summary: 'Läs in ett källdokument: begärans innehåll är filen',
    description:
      'Samma dokument en gång till ändrar inget; samma id med annat innehåll nekas, om det inte läses in som en rättelse.',
  })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
  })
  @ApiBody({
    schema: { type: 'object', description: 'Ett dokument enligt schemat kalldokument/1, högst 10 MiB.' },
  })
  @ApiCreatedResponse({ description: 'Inläst.', schema: RESULTAT })
  @ApiOkResponse({ description: 'Redan inläst, eller prövat utan att lagras.', schema: RESULTAT })
  @ApiExtension(KODER, [
    'FRAGA_OGILTIG',
    'PARAMETER_OKAND',
    'IDEMPOTENCY_KEY_SAKNAS',
    'IDEMPOTENCY_KEY_OGILTIG',
    'IF_MATCH_OGILTIG',
    'RECORD_TOO_LARGE',
    ...LASKODER,
  ])
  async las(
    // The document's own hash makes its loading idempotent: the key is only seen to be there, as for every command.
    @Huvud() _huvud: Kommandohuvud,
    @Query() { dryRun, rattelse }: Inlasningsfraga,
    @Body() innehall: unknown,
    @Res({ passthrough: true }) svaret: Response,
  ) {
    const text = typeof innehall === 'string' ? innehall : '';
    const resultat = await this.inlasning.las(text, {
      vem: this.mottagare.vem,
      prova: dryRun === 'true',
      rattelse: rattelse === 'true',
    });
    svaret.status(resultat.status === 'inlast' ? HttpStatus.CREATED : HttpStatus.OK);
    const { dokument, forbund, status, kommandon } = resultat;
    return { dokument, forbund, status, kommandon };
  }

  @Get()
  @Fragevag(
    'Källdokument vars inläsning har påbörjats, i den ordning den gjorde det',
    sida(
      'dokument',
      objekt({ forbund: TEXT, dokument: TEXT, sha256: TEXT, titel: TEXT, datum: DAG, klar: JA_NEJ }),
    ),
  )
  lista(@Query() f: Dokumentfraga) {
    const max = sidlangd(f);
    return this.lasning.las(['inlasning'], f.somAv, async (sql, ordinal) => {
      const urval = { ordinal, efter: f.efter ?? 0, max: max + 1 };
      const { rader, nasta } = delaSida(await dokumentsida(sql, urval), max);
      return { dokument: rader.map(({ ordinal: _, ...dokument }) => dokument), nasta };
    });
  }

  @Get(':id/avstamning')
  @Fragevag(
    'Dokumentets siffror mot dem som händelserna ger',
    svar({ dokument: lista({ type: 'object' }), summa: { type: 'object' } }),
    ['KALLDOKUMENT_EJ_INLAST'],
  )
  async avstam(@Param() { id }: Dokumentadress, @Query() f: SomAvFraga) {
    const { inlast, underlag } = await this.lasning.las(
      AVSTAMNINGENS_LASMODELLER,
      f.somAv,
      async (sql, ordinal) => ({
        inlast: (await inlastaDokument(sql, ordinal)).find((d) => d.dokument === id),
      }),
    );
    const fil = inlast && (await this.arkiv.hamta(id, inlast.sha256));
    if (!fil)
      throw new DomanFel<RapportKod>('KALLDOKUMENT_EJ_INLAST', `Källdokumentet ${id} är inte inläst.`, {
        falt: 'dokument',
        forvantat: 'ett inläst dokument',
      });
    const avstamt = await this.avstamning.las([tolkaKalldokument(fil.innehall)], underlag.ordinal);
    return { ...(JSON.parse(kanoniskJson(avstamningSomJson(avstamt))) as object), underlag };
  }
}
