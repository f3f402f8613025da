import type { PostId } from '#kernel/poster.js';
import type { Delning } from '#rapportlayout/public.js';
import { gruppnamn } from '../stomme/gruppnamn.js';
import type { Belopp, Kontoregister } from '../stomme/belopp.js';
import type { Bidrag, Radnycklar } from './uppstallning.js';
import { etikett } from './urval.js';

/** One of the rows that a line is divided in. */
export interface Del {
  /** Part of the row's id: `post:kostnad:styrelse`. */
  readonly id: string;
  readonly rad: string;
  /** The post that the row is about, also when the money stands on posts below it. */
  readonly post?: PostId;
  readonly bidrag: readonly Bidrag[];
}

/** What is needed to name parts: the förbund's kontoplan, and the coarsest post that each post can be compared at. */
export interface Delningsunderlag {
  readonly register: Kontoregister;
  readonly jamforbara: ReadonlyMap<PostId, PostId>;
}

type Nyckel = Omit<Del, 'bidrag'>;

/** What no post has is called by its konto, whatever it is divided in. */
const perKonto = (b: Belopp, { konton }: Kontoregister): Nyckel => ({
  id: `konto:${b.konto}`,
  rad: `${b.konto} ${konton.get(b.konto) ?? ''}`.trim(),
});

function perPost(post: PostId, b: Belopp, register: Kontoregister): Nyckel {
  const kort = register.poster.get(post);
  return kort ? { id: `post:${post}`, rad: kort.rad, post } : perKonto(b, register);
}

/** A motpart that is only known by its key is called as its post is. */
function motpartens(motpart: string, b: Belopp, register: Kontoregister): string {
  const namn = register.motparter.get(motpart);
  return namn === undefined || namn === motpart ? etikett(b, register) : namn;
}

function nyckeln(delning: Delning, b: Belopp, { register, jamforbara }: Delningsunderlag): Nyckel {
  switch (delning) {
    case 'post':
      return perPost(b.post, b, register);
    case 'jamforbar_post':
      return perPost(jamforbara.get(b.post) ?? b.post, b, register);
    case 'konto':
      return perKonto(b, register);
    case 'insats':
      return b.insats === null
        ? perPost(b.post, b, register)
        : { id: `insats:${b.insats}`, rad: etikett(b, register) };
    case 'motpart':
      return b.motpart === null
        ? perPost(b.post, b, register)
        : { id: `motpart:${b.motpart}`, rad: motpartens(b.motpart, b, register) };
    case 'grupp': {
      const grupp = register.poster.get(b.post)?.grupp;
      return grupp === undefined ? perKonto(b, register) : { id: `grupp:${grupp}`, rad: gruppnamn(grupp) };
    }
  }
}

/** The parts of money by what it is divided in, in the order of the kontoplan: what no post has after what one has. */
export function dela(bidrag: readonly Bidrag[], delning: Delning, underlag: Delningsunderlag): Del[] {
  if (bidrag.length === 0) return [];
  const { register } = underlag;
  const plats = new Map([...register.poster.keys()].map((post, n) => [post, n]));
  const delar = new Map<string, { nyckel: Nyckel; bidrag: Bidrag[]; plats: number; konto: string }>();
  for (const ett of bidrag) {
    const nyckel = nyckeln(delning, ett.belopp, underlag);
    const post = delning === 'jamforbar_post' ? underlag.jamforbara.get(ett.belopp.post) : undefined;
    const har = plats.get(post ?? ett.belopp.post) ?? Infinity;
    const del = delar.get(nyckel.id) ?? { nyckel, bidrag: [], plats: har, konto: ett.belopp.konto };
    del.bidrag.push(ett);
    if (har < del.plats) [del.plats, del.nyckel] = [har, nyckel];
    if (ett.belopp.konto < del.konto) del.konto = ett.belopp.konto;
    delar.set(nyckel.id, del);
  }
  return [...delar.values()]
    .sort(
      (a, b) =>
        (delning === 'konto' ? 0 : ordna(a.plats, b.plats)) ||
        ordna(a.konto, b.konto) ||
        ordna(a.nyckel.id, b.nyckel.id),
    )
    .map((d) => ({ bidrag: d.bidrag, ...d.nyckel }));
}

const ordna = <T extends number | string>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * For each post the coarsest one above it that has money of its own in any column: there the columns can be compared,
 * since one of them knows nothing finer.
 */
export function jamforbaraPoster(bidrag: readonly Bidrag[], register: Kontoregister): Map<PostId, PostId> {
  const egna = new Set(bidrag.map((b) => b.belopp.post));
  const ut = new Map<PostId, PostId>();
  for (const post of egna) {
    let grovst = post;
    const sedda = new Set([post]);
    for (
      let over = register.poster.get(post)?.overordnad;
      over;
      over = register.poster.get(over)?.overordnad
    ) {
      if (sedda.has(over)) break;
      sedda.add(over);
      if (egna.has(over)) grovst = over;
    }
    ut.set(post, grovst);
  }
  return ut;
}

/** What all of the money has in common. */
export function gemensamt(bidrag: readonly Bidrag[], register: Kontoregister): Radnycklar {
  const enda = (varde: (b: Belopp) => string | null): string | null => {
    const [forst] = bidrag;
    const forsta = forst ? varde(forst.belopp) : null;
    return bidrag.every((b) => varde(b.belopp) === forsta) ? forsta : null;
  };
  return {
    post: enda((b) => b.post),
    konto: enda((b) => b.konto),
    insats: enda((b) => b.insats),
    motpart: enda((b) => b.motpart),
    grupp: enda((b) => register.poster.get(b.post)?.grupp ?? null),
  };
}
