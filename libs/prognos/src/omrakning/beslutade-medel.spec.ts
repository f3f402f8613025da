import { describe, expect, test } from '@jest/globals';
import type { PostId } from '#kernel/poster.js';
import { medelPaLinjen, type Arsmedel } from './beslutade-medel.js';

const BIDRAG = 'intakt:bidrag' satisfies PostId;
const STATENS = 'intakt:statens' satisfies PostId;
const SALAS = 'intakt:salas' satisfies PostId;
const KOMMUNERNAS = 'intakt:kommunernas' satisfies PostId;
const REST = 'intakt:ej-specificerat' satisfies PostId;
const RANTA = 'intakt:ranta' satisfies PostId;

const MEDEL: Arsmedel = {
  poster: new Map<PostId, string>([
    [BIDRAG, ''],
    [STATENS, 'stat'],
    [SALAS, 'kommun:sala'],
    [KOMMUNERNAS, 'kommun'],
  ]),
  beslutat: new Map([
    ['stat', 500n],
    ['kommun', 250n],
    ['kommun:sala', 60n],
  ]),
  allasOre: 1_000n,
};
const OVERORDNAD = new Map<PostId, PostId | null>([
  [REST, BIDRAG],
  [BIDRAG, null],
]);
const linjens = (delar: readonly PostId[], andras: readonly PostId[] = []) =>
  medelPaLinjen(delar, andras, MEDEL, OVERORDNAD);

describe('vad som är beslutat på en rad', () => {
  test('är allas när raden har alla medel, också de som specificerar den', () => {
    expect(linjens([BIDRAG])).toEqual({ beslutatOre: 1_000n });
    expect(linjens([BIDRAG, STATENS, REST], [RANTA])).toEqual({ beslutatOre: 1_000n });
    expect(linjens([STATENS, SALAS])).toEqual({ beslutatOre: 1_000n });
  });

  test('är de huvudmäns vars medel raden har, när andra rader har de andras', () => {
    expect(linjens([STATENS], [SALAS])).toEqual({ beslutatOre: 500n });
    expect(linjens([SALAS], [STATENS])).toEqual({ beslutatOre: 60n });
    expect(linjens([STATENS, KOMMUNERNAS], ['intakt:okand', RANTA])).toEqual({ beslutatOre: 1_000n });
  });

  test('är okänt när andra rader kan ha samma pengar: ett beslut räknas inte två gånger', () => {
    expect(linjens([BIDRAG], [STATENS])).toEqual({ beslutatOre: null });
    expect(linjens([STATENS], [BIDRAG])).toEqual({ beslutatOre: null });
    expect(linjens([SALAS], [KOMMUNERNAS])).toEqual({ beslutatOre: null });
    expect(linjens([KOMMUNERNAS], [SALAS])).toEqual({ beslutatOre: null });
    expect(linjens([STATENS], [REST])).toEqual({ beslutatOre: null });
  });

  test('är okänt när någon av huvudmännen inte har beslutat', () => {
    const medel = { ...MEDEL, beslutat: new Map([['stat', 500n]]), allasOre: null };
    expect(medelPaLinjen([BIDRAG], [], medel, OVERORDNAD)).toEqual({ beslutatOre: null });
    expect(medelPaLinjen([SALAS], [STATENS], medel, OVERORDNAD)).toEqual({ beslutatOre: null });
    expect(medelPaLinjen([STATENS], [SALAS], medel, OVERORDNAD)).toEqual({ beslutatOre: 500n });
  });

  test('är inget på en rad som också har annat, eller inget alls', () => {
    expect(linjens([RANTA])).toBeNull();
    expect(linjens([BIDRAG, RANTA])).toBeNull();
    expect(linjens([])).toBeNull();
  });
});
