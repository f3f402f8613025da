import type { Datum } from '#kernel/datum.js';
import { svenskDag } from '#kernel/ogonblick.js';

/** The day that a question without `per` is about. The answer names it: asked again with it, the answer is the same. */
export const idag = (): Datum => svenskDag(new Date());
