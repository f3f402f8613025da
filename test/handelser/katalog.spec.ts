import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { handelsekatalogen, katalogfiler } from '../../infra/bin/handelsekatalog.mjs';
import { aktuellaScheman, uppgraderingar } from '#apps/standalone/src/handelsescheman.js';
import { PROJEKTROT } from '#platform/projektrot.js';
import { valideraMot } from '#event-store/handelsevalidering.js';
import { ProgramFel } from '#kernel/fel.js';
import type { Event } from '#kernel/handelse.js';
import { fixturer, somHandelse, STROMMAR } from './fixturer.js';

const las = (fil: string): string => readFileSync(join(PROJEKTROT, fil), 'utf8');
const katalog = handelsekatalogen();
const upcasters = uppgraderingar();
const validera = valideraMot(aktuellaScheman(upcasters));

describe('händelsekatalogen', () => {
  it('är den som typerna ger: annars behövs npm run generate', () => {
    for (const [fil, text] of Object.entries(katalogfiler()))
      expect({ fil, text: las(fil) }).toEqual({ fil, text });
  });

  it('har varje version av varje typ, med en fixtur, och inga andra', () => {
    const versioner = katalog
      .flatMap(({ typ, version }) => Array.from({ length: version }, (_, n) => `${typ}.v${n + 1}.json`))
      .sort();
    expect(
      readdirSync(join(PROJEKTROT, 'docs/events'))
        .filter((f) => f.endsWith('.json'))
        .sort(),
    ).toEqual(versioner);
    expect(fixturer().map((f) => `${f.typ}.v${f.version}.json`)).toEqual(versioner);
  });

  it('säger samma version som uppgraderingarna leder till', () => {
    expect(katalog.map(({ typ, version }) => [typ, version])).toEqual(
      katalog.map(({ typ }) => [typ, upcasters.version(typ)]),
    );
  });

  it('säger vad varje händelse betyder', () => {
    expect(katalog.filter((h) => h.betydelse === '').map((h) => h.typ)).toEqual([]);
  });
});

describe('fixturerna', () => {
  const ajv = new Ajv2020();

  it.each(fixturer())('$typ version $version följer sitt schema som den står', ({ typ, version, text }) => {
    const schema = JSON.parse(las(`docs/events/${typ}.v${version}.json`)) as object;
    ajv.validate(schema, JSON.parse(text));
    expect(ajv.errors).toBeNull();
  });

  it.each(fixturer())('$typ version $version kan läsas och lagras i dag', (fixtur) => {
    expect(() => validera(somHandelse(fixtur))).not.toThrow();
  });

  it('viks av sina deciders, varje typ i sin ström', () => {
    const provade = Object.values(STROMMAR).flatMap(({ decider, typer }) => {
      const handelser = typer.flatMap((typ) =>
        fixturer()
          .filter((f) => f.typ === typ)
          .map(somHandelse),
      );
      let state = decider.start;
      for (const h of handelser) state = decider.evolve(state as never, h as never);
      expect(state).not.toEqual(decider.start);
      return typer;
    });
    expect(provade.sort()).toEqual(katalog.map((h) => h.typ));
  });
});

describe('valideringen på vägen in', () => {
  const giltig = somHandelse(fixturer().find((f) => f.typ === 'VerifikationBokford')!);
  const med = (falt: object): Event => ({ ...giltig, data: { ...giltig.data, ...falt } });
  const rad = { konto: '4110', beloppOre: 1n };

  it.each<[string, object]>([
    ['ett fält som typen inte har', { extra: 1 }],
    ['ett belopp som inte är bigint', { rader: [{ ...rad, beloppOre: 1 }] }],
    ['ett konto som inget är', { rader: [{ ...rad, konto: '411' }] }],
    ['ett fält som fattas', { datum: undefined }],
    ['ett datum som inget är', { datum: '2024-2-1' }],
    ['en nyckel som ingen är', { forbund: 'Väst' }],
  ])('nekar %s', (_vad, falt) => {
    expect(() => validera(giltig)).not.toThrow();
    expect(() => validera(med(falt))).toThrow(ProgramFel);
  });

  it('säger var felet är', () => {
    expect(() => validera(med({ rader: [rad, { ...rad, beloppOre: 1 }] }))).toThrow(
      'VerifikationBokford bryter mot sitt schema: data/rader/1/beloppOre ska vara bigint',
    );
  });

  it('nekar en händelse utan schema', () => {
    expect(() => validera({ typ: 'Okand', data: {} })).toThrow('Okand har inget schema');
  });
});
