import { absolut, divideraAvrundat, type Ore } from '#kernel/ore.js';

const medTusental = (siffror: string): string => siffror.replace(/\B(?=(?:\d{3})+$)/g, ' ');

/** −123456789 öre → `−1 234 568 kr`, rounded to whole kronor: a reason is read, the amount beside it is exact. */
export function kr(belopp: Ore): string {
  const kronor = divideraAvrundat(belopp, 100n);
  return `${kronor < 0n ? '−' : ''}${medTusental(absolut(kronor).toString())} kr`;
}

/** The size of a part of a whole, whatever their signs, with one decimal: `11,4 %`. */
export function procent(del: Ore, helhet: Ore): string {
  if (helhet === 0n) return 'ingen andel';
  const tusendelar = divideraAvrundat(absolut(del) * 1000n, absolut(helhet));
  return `${medTusental((tusendelar / 10n).toString())},${tusendelar % 10n} %`;
}
