import { describe, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { deltarUnder } from './forbundsregister.query.js';

describe('vilka som deltar under ett år', () => {
  const deltar = [
    { forbund: 'vastra', fran: null, till: datum('2023-12-31') },
    { forbund: 'lanet', fran: datum('2024-01-01'), till: null },
    { forbund: 'ostra', fran: datum('2022-12-31'), till: datum('2023-01-01') },
    { forbund: 'alltid', fran: null, till: null },
  ];

  it.each([
    [2021, ['vastra', 'alltid']],
    [2022, ['vastra', 'ostra', 'alltid']],
    [2023, ['vastra', 'ostra', 'alltid']],
    [2024, ['lanet', 'alltid']],
  ])('%s, i gruppens ordning, om så bara en dag', (ar, vantade) => {
    expect(deltarUnder({ deltar }, ar)).toEqual(vantade);
  });

  it('nämner den en gång som lämnar och kommer tillbaka samma år', () => {
    const atervandare = [
      { forbund: 'ostra', fran: null, till: datum('2023-03-31') },
      { forbund: 'ostra', fran: datum('2023-10-01'), till: null },
    ];
    expect(deltarUnder({ deltar: atervandare }, 2023)).toEqual(['ostra']);
  });
});
