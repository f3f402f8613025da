import { arFor, datum } from '#kernel/datum.js';
import { assert } from '#kernel/fel.js';
import type { ForbundId } from '#kernel/identiteter.js';
import type { PostId } from '#kernel/poster.js';
import type {
  IngaendeBalansBokford,
  RattelseBokford,
  VerifikationBokford,
  Verifikationsrad,
} from '../../domain/bokforing.events.js';
import type { Kontering, KontoUpplagt, PostAndrad, PostUpplagd } from '../../domain/kontoplan.events.js';

/** `5010/spira@kommunen` → konto, insats and motpart. */
function kontering(text: string): Kontering {
  const m = /^(\d{4})(?:\/([a-z0-9-]+))?(?:@([a-z0-9-]+))?$/.exec(text);
  assert(m?.[1] !== undefined, `"${text}" är ingen kontering`);
  return {
    konto: m[1],
    ...(m[2] === undefined ? {} : { insats: m[2] }),
    ...(m[3] === undefined ? {} : { motpart: m[3] }),
  };
}

/** Rows as an accountant would jot them down, in whole öre, debit positive: `5010/spira 100, 1930 -100`. */
export function rader(text: string): Verifikationsrad[] {
  return text.split(',').map((rad) => {
    const [vad = '', belopp = ''] = rad.trim().split(/\s+/);
    return { ...kontering(vad), beloppOre: BigInt(belopp) };
  });
}

/** A voucher `forbund datum nummer`, e.g. `vasteras 2024-03-10 1`, and its rows. */
export function bokford(var_: string, radtext: string): VerifikationBokford {
  const [forbund = '', dag, nummer] = var_.split(' ');
  const den = datum(dag);
  return {
    typ: 'VerifikationBokford',
    data: {
      forbund,
      ar: arFor(den),
      serie: 'a',
      nummer: Number(nummer),
      datum: den,
      text: `verifikation ${String(nummer)}`,
      rader: rader(radtext),
    },
  };
}

/** A correction of voucher `rattar` of the same year. */
export const rattelse = (var_: string, rattar: number, radtext: string): RattelseBokford => ({
  typ: 'RattelseBokford',
  data: { ...bokford(var_, radtext).data, rattar },
});

export const ingaende = (forbund: ForbundId, ar: number, radtext: string): IngaendeBalansBokford => ({
  typ: 'IngaendeBalansBokford',
  data: { forbund, ar, serie: 'a', rader: rader(radtext) },
});

export const kontot = (forbund: ForbundId, konto: string, namn: string): KontoUpplagt => ({
  typ: 'KontoUpplagt',
  data: { forbund, konto, namn },
});

/** A post for a kontering: `posten('vasteras', 'kostnad:spira', '5010/spira')`. */
export const posten = (
  forbund: ForbundId,
  post: PostId,
  konteringstext: string,
  visas: { rad?: string; grupp?: string; overordnad?: PostId; ordning?: string } = {},
): PostUpplagd => ({
  typ: 'PostUpplagd',
  data: {
    forbund,
    post,
    kontering: kontering(konteringstext),
    rad: visas.rad ?? post,
    grupp: visas.grupp ?? 'individ',
    ...(visas.overordnad === undefined ? {} : { overordnad: visas.overordnad }),
    ...(visas.ordning === undefined ? {} : { ordning: visas.ordning }),
  },
});

export const andradPost = (
  forbund: ForbundId,
  post: PostId,
  visas: { rad: string; grupp: string; overordnad?: PostId; ordning?: string },
): PostAndrad => ({ typ: 'PostAndrad', data: { forbund, post, ...visas } });
