import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Handelseschema } from '#event-store/handelsevalidering.js';
import { Upcasters, type Upcast } from '#event-store/upcasting.js';
import { PROJEKTROT } from '#platform/projektrot.js';

/** How stored events of older versions are read: each context's steps are added here when it has a second version. */
const UPPGRADERINGAR: readonly Upcast[] = [];

export const uppgraderingar = (): Upcasters => new Upcasters(UPPGRADERINGAR);

const FIL = /^([A-Za-z0-9]+)\.v(\d+)\.json$/;
const MAPP = join(PROJEKTROT, 'docs', 'events');

/** Every event type there is, out of the catalogue. */
export const handelsetyper = (): readonly string[] => [
  ...new Set(readdirSync(MAPP).flatMap((fil) => FIL.exec(fil)?.[1] ?? [])),
];

/** The schema of each event type in the version that is written now, out of the catalogue. */
export function aktuellaScheman(upcasters: Upcasters): readonly Handelseschema[] {
  return readdirSync(MAPP).flatMap((fil) => {
    const [, typ, version] = FIL.exec(fil) ?? [];
    if (typ === undefined || Number(version) !== upcasters.version(typ)) return [];
    return [{ typ, schema: JSON.parse(readFileSync(join(MAPP, fil), 'utf8')) as object }];
  });
}
