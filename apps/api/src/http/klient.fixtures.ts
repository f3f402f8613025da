import { randomUUID } from 'node:crypto';
import { Ajv, type ValidateFunction } from 'ajv';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Anrop } from './anrop/anrop.fixtures.js';

type Json = Record<string, unknown>;

export interface Svar {
  readonly status: number;
  readonly typ: string;
  readonly etag: string;
  readonly huvuden: Headers;
  /** What was sent, as it was sent; of a stream nothing. */
  readonly text: string;
  /** Of a body that is JSON; else empty. */
  readonly json: Json;
}

export type Huvuden = Readonly<Record<string, string | undefined>>;

export interface Klient {
  readonly hamta: (adress: string, huvuden?: Huvuden) => Promise<Svar>;
  readonly huvudet: (adress: string) => Promise<Svar>;
  /** With a key of its own, unless the headers say otherwise; a header that is undefined is left out. */
  readonly posta: (adress: string, kropp: object, huvuden?: Huvuden) => Promise<Svar>;
  readonly postaText: (adress: string, text: string, huvuden?: Huvuden) => Promise<Svar>;
  readonly skicka: (anrop: Anrop, huvuden?: Huvuden) => Promise<Svar>;
  readonly beskrivning: () => Promise<OpenAPIObject>;
  /** @throws Error with what differs from the response that the document has for the route and status */
  readonly kontrolleraMotBeskrivning: (metod: 'get' | 'post', vag: string, svar: Svar) => Promise<void>;
}

async function somSvar(svar: Response): Promise<Svar> {
  const typ = svar.headers.get('content-type') ?? '';
  // A stream has no end to wait for.
  const arStrom = typ.startsWith('text/event-stream');
  const text = arStrom ? '' : await svar.text();
  if (arStrom) await svar.body?.cancel();
  const json = /[/+]json\b/.test(typ) && text !== '' ? (JSON.parse(text) as Json) : {};
  const etag = svar.headers.get('etag') ?? '';
  return { status: svar.status, typ, etag, huvuden: svar.headers, text, json };
}

const givna = (huvuden: Huvuden): [string, string][] =>
  Object.entries(huvuden).filter((h): h is [string, string] => h[1] !== undefined);

export function oppnaKlient(bas: string): Klient {
  const kontrollera = kontrollant();
  let last: Promise<OpenAPIObject> | undefined;
  const beskrivning = (): Promise<OpenAPIObject> =>
    (last ??= fetch(`${bas}/openapi.json`).then((s) => s.json() as Promise<OpenAPIObject>));
  const hamta = async (adress: string, huvuden: Huvuden = {}): Promise<Svar> =>
    somSvar(await fetch(`${bas}${adress}`, { headers: givna(huvuden) }));
  const postaText = async (adress: string, body: string, mer: Huvuden = {}): Promise<Svar> => {
    const alla: Huvuden = { 'content-type': 'application/json', 'Idempotency-Key': randomUUID(), ...mer };
    return somSvar(await fetch(`${bas}${adress}`, { method: 'POST', headers: givna(alla), body }));
  };
  return {
    hamta,
    huvudet: async (adress) => somSvar(await fetch(`${bas}${adress}`, { method: 'HEAD' })),
    posta: (adress, kropp, mer) => postaText(adress, JSON.stringify(kropp), mer),
    postaText,
    skicka: ({ metod, adress, kropp = {}, text }, huvuden) =>
      metod === 'get' ? hamta(adress, huvuden) : postaText(adress, text ?? JSON.stringify(kropp), huvuden),
    beskrivning,
    kontrolleraMotBeskrivning: async (metod, vag, svar) => {
      kontrollera(await beskrivning(), metod, vag, svar);
    },
  };
}

interface Beskrivet {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

/** A check per route, status and type, made when it is first needed: most answers are of the same few kinds. */
function kontrollant(): (dokument: OpenAPIObject, metod: 'get' | 'post', vag: string, svar: Svar) => void {
  // Formats are descriptions here; what they mean is checked where the values are made.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const prov = new Map<string, ValidateFunction>();
  return (dokument, metod, vag, svar) => {
    const typ = svar.typ.split(';')[0] ?? '';
    const namn = `${metod} ${vag} ${svar.status} ${typ}`;
    const svaren = dokument.paths[vag]?.[metod]?.responses as Record<string, Beskrivet> | undefined;
    const schema = svaren?.[String(svar.status)]?.content?.[typ]?.schema;
    if (!schema) throw new Error(`${namn} är inte beskrivet`);
    const galler = prov.get(namn) ?? ajv.compile({ ...schema, components: dokument.components });
    prov.set(namn, galler);
    if (!galler(/[/+]json$/.test(typ) ? svar.json : svar.text))
      throw new Error(`${namn}: ${ajv.errorsText(galler.errors)}`);
  };
}
