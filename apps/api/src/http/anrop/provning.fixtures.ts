import { randomUUID } from 'node:crypto';
import type { OpenAPIObject } from '@nestjs/swagger';
import { KODER } from '#platform/http/vagbeskrivning.js';
import type { Huvuden, Klient, Svar } from '../klient.fixtures.js';
import type { Anrop } from './anrop.fixtures.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}
export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

/** A route as the OpenAPI document has it. */
export interface Vag {
  /** `post /api/v1/forbund` */
  readonly namn: string;
  readonly metod: 'get' | 'post';
  readonly mall: string;
  readonly koder: readonly string[];
  readonly parametrar: readonly Parameter[];
  /** Of its body, with references followed. */
  readonly kropp: Schema | undefined;
  /** Names of the lists directly in its answer, and whether that is a page. */
  readonly listor: readonly string[];
  readonly arSida: boolean;
}

interface Atgard {
  readonly [KODER]?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Innehall;
  readonly responses: Readonly<Record<string, Partial<Innehall>>>;
}
interface Innehall {
  readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
}

/** A schema with its references followed, all the way in. */
function hel(dokument: OpenAPIObject, schema: Schema): Schema {
  const { $ref, allOf, properties, items, ...mer } = schema;
  const hanvisad =
    $ref === undefined ? undefined : dokument.components?.schemas?.[$ref.split('/').at(-1) ?? ''];
  const delar = [...(hanvisad ? [hanvisad as Schema] : []), ...(allOf ?? [])].map((s) => hel(dokument, s));
  const egna = Object.entries(properties ?? {}).map(([falt, s]) => [falt, hel(dokument, s)] as const);
  return Object.assign({}, ...delar, mer, {
    ...(properties ? { properties: Object.fromEntries(egna) } : {}),
    ...(items ? { items: hel(dokument, items) } : {}),
  }) as Schema;
}

/** All routes of the interface; health answers for itself. */
export const vagarna = (dokument: OpenAPIObject): Vag[] =>
  Object.entries(dokument.paths)
    .filter(([mall]) => mall.startsWith('/api/'))
    .flatMap(([mall, vag]) =>
      (['get', 'post'] as const).flatMap((metod) => {
        const atgard = vag[metod] as Atgard | undefined;
        if (!atgard) return [];
        const parametrar = atgard.parameters ?? [];
        const svar = atgard.responses['200']?.content?.['application/json']?.schema.properties ?? {};
        const kropp = atgard.requestBody?.content['application/json']?.schema;
        return {
          namn: `${metod} ${mall}`,
          metod,
          mall,
          koder: atgard[KODER] ?? [],
          parametrar,
          kropp: kropp && hel(dokument, kropp),
          listor: Object.keys(svar).filter((falt) => svar[falt]?.type === 'array'),
          // A report in pages is no list row by row: a page of it has its sums.
          arSida: 'nasta' in svar && parametrar.some((p) => p.name === 'max'),
        };
      }),
    );

const monster = (mall: string): RegExp => new RegExp(`^${mall.replaceAll(/\{[^}]+\}/g, '[^/]*')}$`);
const fasta = (mall: string): number => mall.split('/').filter((del) => !del.startsWith('{')).length;

/** Sends requests, holds every answer against the OpenAPI document, and remembers what each route has given. */
export class Provning {
  readonly #lyckade = new Map<string, { anrop: Anrop; svar: Svar; nyckel: string }>();
  readonly #koder = new Map<string, Set<string>>();

  private constructor(
    private readonly klient: Klient,
    readonly vagar: readonly Vag[],
  ) {}

  static async med(klient: Klient): Promise<Provning> {
    return new Provning(klient, vagarna(await klient.beskrivning()));
  }

  /** The route that answers an address: of those that fit, the one with most fixed parts. */
  vagFor({ metod, adress }: Pick<Anrop, 'metod' | 'adress'>): Vag {
    const sokvag = adress.split('?')[0] ?? '';
    const passar = this.vagar.filter((v) => v.metod === metod && monster(v.mall).test(sokvag));
    const [vag] = passar.sort((a, b) => fasta(b.mall) - fasta(a.mall));
    if (!vag) throw new Error(`${metod} ${sokvag} är ingen väg i /openapi.json`);
    return vag;
  }

  /** @returns what it gave: `lyckas`, or the code it was refused with */
  async prova(anrop: Anrop, huvuden: Huvuden = {}): Promise<string> {
    const vag = this.vagFor(anrop);
    const nyckel = randomUUID();
    const alla = anrop.metod === 'post' ? { 'Idempotency-Key': nyckel, ...huvuden } : huvuden;
    const svar = await this.klient.skicka(anrop, alla);
    await this.klient.kontrolleraMotBeskrivning(anrop.metod, vag.mall, svar);
    if (svar.status < 300) {
      if (!this.#lyckade.has(vag.namn)) this.#lyckade.set(vag.namn, { anrop, svar, nyckel });
      return 'lyckas';
    }
    const kod = String(svar.json['code']);
    this.#koder.set(vag.namn, (this.#koder.get(vag.namn) ?? new Set()).add(kod));
    return kod;
  }

  /** The first request of a route that succeeded, and what it gave. */
  exempel(vag: Vag): { anrop: Anrop; svar: Svar; nyckel: string } {
    const exempel = this.#lyckade.get(vag.namn);
    if (!exempel) throw new Error(`${vag.namn} har inget anrop som lyckas`);
    return exempel;
  }

  utanExempel(): string[] {
    return this.vagar.map((v) => v.namn).filter((namn) => !this.#lyckade.has(namn));
  }

  provade(vag: Vag): ReadonlySet<string> {
    return this.#koder.get(vag.namn) ?? new Set();
  }
}
