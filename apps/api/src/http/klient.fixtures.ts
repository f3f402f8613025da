import { randomUUID } from 'node:crypto';
import { Ajv } from 'ajv';
import type { OpenAPIObject } from '@nestjs/swagger';

type Json = Record<string, unknown>;

export interface Svar {
  readonly status: number;
  readonly typ: string;
  readonly etag: string;
  readonly json: Json;
}

type Huvuden = Readonly<Record<string, string | undefined>>;

export interface Klient {
  readonly hamta: (adress: string) => Promise<Svar>;
  /** With a key of its own, unless the headers say otherwise; a header that is undefined is left out. */
  readonly posta: (adress: string, kropp: object, huvuden?: Huvuden) => Promise<Svar>;
  readonly postaText: (adress: string, text: string) => Promise<Svar>;
  readonly beskrivning: () => Promise<OpenAPIObject>;
  /** @throws Error with what differs from the response that the document has for the route and status */
  readonly kontrolleraMotBeskrivning: (metod: 'get' | 'post', vag: string, svar: Svar) => Promise<void>;
}

async function somSvar(svar: Response): Promise<Svar> {
  return {
    status: svar.status,
    typ: svar.headers.get('content-type') ?? '',
    etag: svar.headers.get('etag') ?? '',
    json: JSON.parse(await svar.text()) as Json,
  };
}

export function oppnaKlient(bas: string): Klient {
  let last: Promise<OpenAPIObject> | undefined;
  const beskrivning = (): Promise<OpenAPIObject> =>
    (last ??= fetch(`${bas}/openapi.json`).then((s) => s.json() as Promise<OpenAPIObject>));
  const postaText = async (adress: string, body: string, mer: Huvuden = {}): Promise<Svar> => {
    const alla: Huvuden = { 'content-type': 'application/json', 'Idempotency-Key': randomUUID(), ...mer };
    const headers = Object.entries(alla).filter((h): h is [string, string] => h[1] !== undefined);
    return somSvar(await fetch(`${bas}${adress}`, { method: 'POST', headers, body }));
  };
  return {
    hamta: async (adress) => somSvar(await fetch(`${bas}${adress}`)),
    posta: (adress, kropp, mer) => postaText(adress, JSON.stringify(kropp), mer),
    postaText,
    beskrivning,
    kontrolleraMotBeskrivning: async (metod, vag, svar) => {
      kontrollera(await beskrivning(), metod, vag, svar);
    },
  };
}

interface Beskrivet {
  readonly content?: Readonly<Record<string, { readonly schema: object }>>;
}

function kontrollera(dokument: OpenAPIObject, metod: 'get' | 'post', vag: string, svar: Svar): void {
  const svaren = dokument.paths[vag]?.[metod]?.responses as Record<string, Beskrivet> | undefined;
  const schema = svaren?.[String(svar.status)]?.content?.[svar.typ.split(';')[0] ?? '']?.schema;
  if (!schema) throw new Error(`${metod} ${vag}: ${svar.status} ${svar.typ} är inte beskrivet`);
  // Formats are descriptions here; what they mean is checked where the values are made.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const galler = ajv.validate({ ...schema, components: dokument.components }, svar.json);
  if (!galler) throw new Error(`${metod} ${vag} ${svar.status}: ${ajv.errorsText()}`);
}
