import { describe, expect, it } from '@jest/globals';
import { Upcasters } from './upcasting.js';

const tillV2 = { typ: 'A', fran: 1, till: (d: object) => ({ ...d, tva: true }) };
const tillV3 = { typ: 'A', fran: 2, till: ({ tva, ...d }: { tva?: unknown }) => ({ ...d, tre: tva }) };

describe('uppgraderingar', () => {
  const upcasters = new Upcasters([tillV3, tillV2]);

  it('går stegvis från den lagrade versionen till den nyaste', () => {
    expect(upcasters.version('A')).toBe(3);
    expect(upcasters.uppgradera('A', 1, { x: 1 })).toEqual({ x: 1, tre: true });
    expect(upcasters.uppgradera('A', 2, { tva: 2 })).toEqual({ tre: 2 });
    expect(upcasters.uppgradera('A', 3, { tre: 3 })).toEqual({ tre: 3 });
  });

  it('låter en typ utan steg vara som den är', () => {
    expect(upcasters.version('B')).toBe(1);
    expect(upcasters.uppgradera('B', 1, { x: 1 })).toEqual({ x: 1 });
  });

  it('nekar en version som programmet inte känner till', () => {
    expect(() => upcasters.uppgradera('A', 4, {})).toThrow('A är lagrad i version 4');
    expect(() => upcasters.uppgradera('A', 0, {})).toThrow('version 0');
  });

  it('nekar en kedja med lucka eller dubbelt steg', () => {
    expect(() => new Upcasters([tillV3])).toThrow('väntade 1');
    expect(() => new Upcasters([tillV2, tillV2])).toThrow('väntade 2');
  });
});
