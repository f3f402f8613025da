import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { datum } from '#kernel/datum.js';
import { Lasprov } from '../../../../../../test/databas/lasprov.js';
import type { InlasningPaborjad, InlasningSlutford } from '../../domain/inlasning.events.js';
import { InlasningProjektion } from './inlasning.projektion.js';
import { inlastaDokument } from './inlasning.query.js';

let prov: Lasprov;
beforeEach(async () => {
  prov = await Lasprov.oppna(new InlasningProjektion());
});
afterEach(() => prov.stang());

const paborjad = (forbund: string, dokument: string, dag: string): InlasningPaborjad => ({
  typ: 'InlasningPaborjad',
  data: { forbund, dokument, sha256: `sha-${dokument}`, titel: dokument.toUpperCase(), datum: datum(dag) },
});
const slutford = (forbund: string, dokument: string): InlasningSlutford => ({
  typ: 'InlasningSlutford',
  data: { forbund, dokument, sha256: `sha-${dokument}` },
});

/** `a delar klar`, in the order of the query. */
const vid = (ordinal: number): Promise<string[]> =>
  prov.fraga(async (sql) =>
    (await inlastaDokument(sql, ordinal)).map((d) => `${d.forbund} ${d.dokument}${d.klar ? ' klar' : ''}`),
  );

it('är inte klar förrän den slutförts, vid varje ordning, och dokumenten står i sina dagars ordning', async () => {
  await prov.lagg(
    paborjad('a', 'delar', '2024-08-31'),
    paborjad('b', 'plan', '2023-01-01'),
    slutford('a', 'delar'),
    paborjad('a', 'arsredovisning', '2024-12-31'),
    slutford('b', 'plan'),
  );
  expect(await vid(0)).toEqual([]);
  expect(await vid(1)).toEqual(['a delar']);
  expect(await vid(2)).toEqual(['b plan', 'a delar']);
  expect(await vid(3)).toEqual(['b plan', 'a delar klar']);
  expect(await vid(4)).toEqual(['b plan', 'a delar klar', 'a arsredovisning']);
  expect(await vid(5)).toEqual(['b plan klar', 'a delar klar', 'a arsredovisning']);
});

it('skiljer två förbunds dokument med samma id åt', async () => {
  await prov.lagg(
    paborjad('a', 'delar', '2024-08-31'),
    paborjad('b', 'delar', '2024-08-31'),
    slutford('b', 'delar'),
  );
  expect((await vid(3)).sort()).toEqual(['a delar', 'b delar klar']);
  const [forsta] = await prov.fraga((sql, ordinal) => inlastaDokument(sql, ordinal));
  expect(forsta).toMatchObject({ sha256: 'sha-delar', titel: 'DELAR', datum: '2024-08-31' });
});

it('visar den senaste inläsningen av ett dokument, och den tidigare som den var då', async () => {
  const rattad: InlasningPaborjad = {
    typ: 'InlasningPaborjad',
    data: { ...paborjad('a', 'delar', '2024-06-30').data, sha256: 'rattad', ersatter: 'sha-delar' },
  };
  await prov.lagg(paborjad('a', 'delar', '2024-08-31'), slutford('a', 'delar'), rattad, {
    typ: 'InlasningSlutford',
    data: { forbund: 'a', dokument: 'delar', sha256: 'rattad' },
  });
  const shaVid = (ordinal: number) =>
    prov.fraga(async (sql) =>
      (await inlastaDokument(sql, ordinal)).map((d) => `${d.sha256}${d.klar ? ' klar' : ''}`),
    );
  expect(await shaVid(2)).toEqual(['sha-delar klar']);
  expect(await shaVid(3)).toEqual(['rattad']);
  expect(await shaVid(4)).toEqual(['rattad klar']);
});
