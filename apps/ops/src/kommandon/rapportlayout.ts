import { createHash } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import { Command } from 'commander';
import type { Datum } from '#kernel/datum.js';
import { tolkaRapportdefinition, UtforFaststallRapportlayout } from '#rapportlayout/public.js';
import { somDag } from '../flaggor.js';
import { iSystemet, medDatamapp, sag, type Systemval } from '../i-systemet.js';
import { lasFil } from '../las-fil.js';

interface Layoutval extends Systemval {
  readonly forbund: string;
  readonly fran: Datum;
  readonly skal: string;
}

async function faststall(fil: string, val: Layoutval): Promise<void> {
  const innehall = lasFil(fil);
  const definition = tolkaRapportdefinition(innehall);
  const { forbund, fran } = val;
  // The same file for the same day is the same command: a repeated load changes nothing.
  const kommandoId = createHash('sha256').update(`${forbund} ${fran} ${innehall}`).digest('hex');
  await iSystemet(val, async (system, { vem }) => {
    const data = { forbund, rapport: definition.rapport, fran, definition };
    const skal = { slag: 'anteckning', text: val.skal } as const;
    const { ordinal, repeated } = await system
      .hamta(CommandBus)
      .execute(
        new UtforFaststallRapportlayout(
          { typ: 'FaststallRapportlayout', data },
          { kommandoId, vem, skal, forbund: [forbund] },
        ),
      );
    sag(
      `${definition.rapport} (${forbund}): uppställningen gäller från ${fran}, händelse ${ordinal}${repeated ? '; redan fastställd' : ''}`,
    );
  });
}

export const rapportlayoutKommando = (): Command =>
  medDatamapp(new Command('rapportlayout'))
    .description('Fastställer ett förbunds egen uppställning av en rapport (schema rapportdefinition/1).')
    .argument('<fil>', 'JSON-fil')
    .requiredOption('--forbund <nyckel>', 'förbundet, t.ex. vasteras')
    .requiredOption('--fran <datum>', 'rapporter per den dagen och senare ställs upp så', somDag)
    .option('--skal <text>', 'varför', 'Fastställd från kommandoraden')
    .action(faststall);
