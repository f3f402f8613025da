import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Span {
  readonly tjanst: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attribut: Readonly<Record<string, string>>;
  readonly links?: readonly { readonly traceId: string; readonly spanId: string }[];
}

export interface Samlare {
  readonly adress: string;
  readonly spans: readonly Span[];
  readonly stang: () => Promise<void>;
}

interface Attribut {
  readonly key: string;
  readonly value: object;
}
interface Sandning {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribut[] };
    readonly scopeSpans: readonly {
      readonly spans: readonly (Span & { attributes: readonly Attribut[] })[];
    }[];
  }[];
}

const somText = (attribut: readonly Attribut[]): Record<string, string> =>
  Object.fromEntries(attribut.map(({ key, value }) => [key, String(Object.values(value)[0])]));

const tillSpans = ({ resourceSpans }: Sandning): Span[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((s) => ({
        ...s,
        tjanst: somText(resource.attributes)['service.name'] ?? '',
        attribut: somText(s.attributes),
      })),
    ),
  );

const tacka = (svar: ServerResponse): void =>
  void svar.setHeader('content-type', 'application/json').end('{}');

/** A collector of OTLP over HTTP, as JSON, that keeps what it gets; `svara` is for one that does not do as it should. */
export async function startaSamlare(svara = tacka): Promise<Samlare> {
  const spans: Span[] = [];
  const server = createServer((begaran, svar) => {
    let text = '';
    begaran.setEncoding('utf8');
    begaran.on('data', (bit: string) => (text += bit));
    begaran.on('end', () => {
      if (begaran.url === '/v1/traces') spans.push(...tillSpans(JSON.parse(text) as Sandning));
      svara(svar);
    });
  });
  await new Promise<void>((klart) => server.listen(0, '127.0.0.1', klart));
  return {
    adress: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    stang: () =>
      new Promise((klart) => {
        server.closeAllConnections();
        server.close(() => {
          klart();
        });
      }),
  };
}
