import { describe, expect, it } from '@jest/globals';
import { given, nekar, type Nekad } from '../../../../test/given.js';
import {
  medelspostDecider,
  medelspostStream,
  type MedelspostKod,
  type MedelspostKommando,
} from './medelspost.decider.js';
import type { MedelspostHandelse } from './medelspost.events.js';
import type { Huvudman } from './finansiering.events.js';

const BIDRAG = 'intakt:medlemsbidrag';
const sala: Huvudman = { part: 'kommun', medlem: 'sala-kommun' };
const pekaUt = (post: `intakt:${string}` | `skuld:${string}` | `kostnad:${string}`, huvudman?: Huvudman) =>
  ({
    typ: 'PekaUtMedelspost',
    data: { forbund: 'ostra', post, ...(huvudman ? { huvudman } : {}) },
  }) satisfies MedelspostKommando;
const stryk: MedelspostKommando = { typ: 'StrykMedelspost', data: { forbund: 'ostra', post: BIDRAG } };
const utpekad = (huvudman?: Huvudman): MedelspostHandelse => ({
  typ: 'MedelspostUtpekad',
  data: pekaUt(BIDRAG, huvudman).data,
});
const struken: MedelspostHandelse = { typ: 'MedelspostStruken', data: { forbund: 'ostra', post: BIDRAG } };

it('har en ström per förbund', () => {
  expect(medelspostStream('ostra')).toBe('medelsposter-ostra');
});

describe('medelsposter', () => {
  it('pekas ut som intäkt eller som skuld, för alla eller för en huvudman', () => {
    given(medelspostDecider).when(pekaUt(BIDRAG)).then([utpekad()]);
    const skuld = pekaUt('skuld:forutbetalda-medel', { part: 'stat' });
    given(medelspostDecider)
      .when(skuld)
      .then([{ typ: 'MedelspostUtpekad', data: skuld.data }]);
  });

  it('kan få en annan huvudman, och pekas ut igen när den har strukits', () => {
    given(medelspostDecider, [utpekad()])
      .when(pekaUt(BIDRAG, sala))
      .then([utpekad(sala)]);
    given(medelspostDecider, [utpekad(), struken]).when(pekaUt(BIDRAG)).then([utpekad()]);
    given(medelspostDecider, [utpekad()]).when(stryk).then([struken]);
  });

  it('kan inte strykas två gånger', () => {
    given(medelspostDecider, [utpekad(), struken]).when(stryk).thenThrows('MEDELSPOST_OKAND', 'post');
  });
});

const NEKADE: Record<MedelspostKod, Nekad<MedelspostKommando, MedelspostHandelse>> = {
  MEDELSPOST_FEL_SLAG: {
    when: pekaUt('kostnad:lokal'),
    falt: 'post',
    forvantat: 'en intäkt, en skuld eller en tillgång',
  },
  MEDELSPOST_OFORANDRAD: {
    given: [utpekad(sala)],
    when: pekaUt(BIDRAG, { part: 'kommun', medlem: 'sala-kommun' }),
    falt: 'post',
    forvantat: 'en annan post eller huvudman',
  },
  MEDELSPOST_OKAND: { when: stryk, falt: 'post', forvantat: 'en utpekad post' },
};
nekar(medelspostDecider, NEKADE);
