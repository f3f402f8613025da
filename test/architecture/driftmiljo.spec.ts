import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { MILJOVARIABLER } from '#platform/konfiguration.js';
import { PROJEKTROT } from '#platform/projektrot.js';

interface Tjanst {
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly mem_limit?: string;
  readonly restart?: string;
  readonly build?: { readonly dockerfile: string };
}
const las = (fil: string): string => readFileSync(join(PROJEKTROT, fil), 'utf8');
const { services } = parse(las('docker-compose.yml'), { merge: true }) as {
  services: Readonly<Record<string, Tjanst>>;
};
const program = Object.entries(services).filter(([, t]) => t.build);

/** Containers cannot be started where this is tested; what can be known without them is. */
describe('docker-compose.yml', () => {
  it('har programmen som finns, vart och ett på en port för sig', () => {
    expect(program.map(([namn]) => namn)).toEqual(['api', 'projector', 'worker']);
    for (const [namn, { command = [], build }] of program) {
      expect(command.at(-1)).toBe(`dist/apps/${namn}/src/main.js`);
      expect(existsSync(join(PROJEKTROT, `apps/${namn}/src/main.ts`))).toBe(true);
      expect(existsSync(join(PROJEKTROT, build?.dockerfile ?? ''))).toBe(true);
    }
    expect(new Set(program.map(([, t]) => t.environment?.['PORT'])).size).toBe(program.length);
  });

  it('sätter bara miljövariabler som programmen läser', () => {
    const kanda = new Set(MILJOVARIABLER.map((v) => v.namn));
    const okanda = program.flatMap(([, t]) => Object.keys(t.environment ?? {}).filter((n) => !kanda.has(n)));
    expect(okanda).toEqual([]);
  });

  it('vet om varje tjänst är frisk, begränsar dess minne och startar om den', () => {
    const utan = Object.entries(services).filter(([, t]) => !t.healthcheck || !t.mem_limit || !t.restart);
    expect(utan.map(([namn]) => namn)).toEqual([]);
    for (const [namn, t] of program)
      expect([namn, t.healthcheck?.test.join(' ')]).toEqual([
        namn,
        expect.stringContaining(`127.0.0.1:${String(t.environment?.['PORT'])}/health/`),
      ]);
  });

  it('öppnar ingen port utanför den egna maskinen', () => {
    const portar = Object.values(services).flatMap((t) => t.ports ?? []);
    expect(portar.length).toBeGreaterThan(0);
    expect(portar.filter((p) => !p.startsWith('127.0.0.1:'))).toEqual([]);
  });
});

describe('infra/matning', () => {
  it('läser programmen på deras portar', () => {
    const prometheus = parse(las('infra/matning/prometheus.yml')) as {
      scrape_configs: { static_configs: { targets: string[]; labels: { program: string } }[] }[];
    };
    const lasta = prometheus.scrape_configs.flatMap((s) => s.static_configs);
    expect(lasta.map((s) => [s.labels.program, s.targets])).toEqual(
      program.map(([namn, t]) => [namn, [`127.0.0.1:${String(t.environment?.['PORT'])}`]]),
    );
  });
});

describe('infra/Dockerfile', () => {
  const rader = las('infra/Dockerfile').split('\n');

  it('kopierar det som finns, och kör inte som root', () => {
    const kopierade = rader.flatMap((r) => /^COPY --from=bygge \/app\/(\S+)/.exec(r)?.[1] ?? []);
    expect(
      kopierade.filter((k) => !/^(dist|node_modules)$/.test(k) && !existsSync(join(PROJEKTROT, k))),
    ).toEqual([]);
    expect(rader).toContain('USER node');
  });
});
