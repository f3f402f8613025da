import { HttpStatus, type INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { objekt, HELTAL, TEXT, type Schema } from '#platform/http/schema.js';
import { KODER } from '#platform/http/vagbeskrivning.js';
import { LAGERFEL, STATUS } from './statuskoder.js';

type Vag = OpenAPIObject['paths'][string];
type Atgard = NonNullable<Vag['get']>;
type Svar = Atgard['responses'];

/** What the filter gives for failures that no route has raised itself. */
const FILTERKODER: Readonly<Record<string, HttpStatus>> = {
  BEGARAN_OGILTIG: HttpStatus.BAD_REQUEST,
  BEGARAN_FOR_STOR: HttpStatus.PAYLOAD_TOO_LARGE,
  INTERNT_FEL: HttpStatus.INTERNAL_SERVER_ERROR,
  LASMODELL_EJ_REDO: HttpStatus.SERVICE_UNAVAILABLE,
};
const VID_ALLA = ['INTERNT_FEL', 'UNAVAILABLE', 'SVARSTYP_SAKNAS'];
const VID_POST = ['BEGARAN_OGILTIG', 'BEGARAN_FOR_STOR', 'INNEHALLSTYP_OGILTIG'];
const VID_GET = ['LASMODELL_EJ_REDO'];

const { required: _, ...PROBLEMFALT } = objekt({
  type: TEXT,
  title: TEXT,
  status: HELTAL,
  detail: TEXT,
  instance: TEXT,
  code: { ...TEXT, description: 'Stabil: det som program kan lita på.' },
  field: {
    ...TEXT,
    description: 'Var i begäran felet sitter, t.ex. rader[2].konto.',
    example: 'rader[0].post',
  },
  expected: { ...TEXT, description: 'Vad som väntades där.' },
  correlationId: { ...TEXT, description: 'Begärans X-Correlation-Id: att söka på i loggen.' },
});
const PROBLEM: Schema = {
  ...PROBLEMFALT,
  required: ['type', 'title', 'status', 'detail', 'instance', 'code'],
  description: 'Ett fel enligt RFC 9457.',
};

/** The description of every route, with all codes that each can answer with, by status. */
export function openapi(app: INestApplication): OpenAPIObject {
  const grund = new DocumentBuilder()
    .setTitle('Samordningsförbund: sammanställning')
    .setDescription(
      'Kommandon är POST med Idempotency-Key; frågor är GET med per (vad som gällde) och somAv (vad som var känt). ' +
        'Belopp är heltal i öre. Fel är application/problem+json med en stabil code. ' +
        'X-Correlation-Id i begäran (8–64 bokstäver, siffror, punkter och streck; annars ett nytt) ges tillbaka i svaret och följer ' +
        'händelserna, jobben och loggen.',
    )
    .setVersion('1')
    .build();
  const dokument = SwaggerModule.createDocument(app, grund, {
    operationIdFactory: (controller, metod) => `${controller.replace(/Controller$/, '')}_${metod}`,
  });
  const schemas = { ...dokument.components?.schemas, Problem: PROBLEM };
  for (const vag of Object.values(dokument.paths)) {
    if (vag.get) beskrivFel(vag.get, [...VID_ALLA, ...VID_GET]);
    if (vag.post) beskrivFel(vag.post, [...VID_ALLA, ...VID_POST]);
  }
  return { ...dokument, components: { ...dokument.components, schemas } };
}

/** @throws Error for a code that has no status: a route that promises it is wrong */
function statusFor(kod: string): number {
  const status =
    (STATUS as Readonly<Record<string, HttpStatus>>)[kod] ??
    (LAGERFEL as Readonly<Record<string, { status: HttpStatus }>>)[kod]?.status ??
    FILTERKODER[kod];
  if (status === undefined) throw new Error(`${kod} har ingen plats i statuskoder.ts`);
  return status;
}

/** A route without path or query parameters has no question that could be unreadable. */
const kanGes =
  ({ parameters = [] }: Atgard) =>
  (kod: string): boolean =>
    kod !== 'FRAGA_OGILTIG' || parameters.some((p) => 'in' in p && p.in !== 'header');

function beskrivFel(atgard: Atgard, vidAlla: readonly string[]): void {
  const utvidgad = atgard as Atgard & { [KODER]?: string[] };
  // Health answers for itself, also when it is unwell.
  if (utvidgad[KODER] === undefined) return;
  const koder = [...new Set([...utvidgad[KODER], ...vidAlla])].filter(kanGes(atgard)).sort();
  utvidgad[KODER] = koder;
  const svar: Svar = atgard.responses;
  for (const status of [...new Set(koder.map(statusFor))].sort())
    svar[String(status)] = {
      description: koder.filter((k) => statusFor(k) === status).join(', '),
      content: {
        'application/problem+json': {
          schema: {
            allOf: [
              { $ref: '#/components/schemas/Problem' },
              {
                type: 'object',
                properties: {
                  status: { type: 'integer', enum: [status] },
                  code: { type: 'string', enum: koder.filter((k) => statusFor(k) === status) },
                },
              },
            ],
          },
        },
      },
    };
}
