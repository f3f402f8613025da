import type { Huvuden } from '../klient.fixtures.js';
import type { Anrop } from './anrop.fixtures.js';
import type { Parameter, Schema, Vag } from './provning.fixtures.js';

/** A request that is wrong in one way that can be told from the route's description alone. */
export interface Missformat {
  readonly vad: string;
  readonly kod: string;
  readonly anrop: Anrop;
  readonly huvuden?: Huvuden;
}

/** No key, number, day or choice, and longer than any text of a path or a query. */
const FEL = 'X'.repeat(400);
/** Longer than a command may be. */
const FOR_LANG_KROPP = JSON.stringify({ text: 'x'.repeat(1_100_000) });

/** An address with one part of its path, or one parameter of its query, given another value; undefined takes it out. */
function medVarde(vag: Vag, adress: string, parameter: Parameter, varde: string | undefined): string {
  const [sokvag = '', fraga = ''] = adress.split('?');
  if (parameter.in === 'path') {
    const plats = vag.mall.split('/').indexOf(`{${parameter.name}}`);
    return sokvag
      .split('/')
      .map((del, n) => (n === plats ? (varde ?? del) : del))
      .join('/');
  }
  const alla = new URLSearchParams(fraga);
  if (varde === undefined) alla.delete(parameter.name);
  else alla.set(parameter.name, varde);
  return `${sokvag}?${alla.toString()}`;
}

function felaktigaParametrar(vag: Vag, exempel: Anrop): Missformat[] {
  return vag.parametrar
    .filter((p) => p.in !== 'header')
    .flatMap((p) => {
      const med = (vad: string, varde?: string): Missformat => ({
        vad: `${p.name} ${vad}`,
        kod: 'FRAGA_OGILTIG',
        anrop: { ...exempel, adress: medVarde(vag, exempel.adress, p, varde) },
      });
      const { maximum = Infinity } = p.schema;
      return [
        med('som inte går att läsa', FEL),
        // Beyond a safe integer one more is the same number.
        ...(maximum < Number.MAX_SAFE_INTEGER ? [med('för stort', String(maximum + 1))] : []),
        ...(p.in === 'query' ? [med('utan värde', '')] : []),
        ...(p.in === 'query' && p.required ? [med('saknas')] : []),
      ];
    });
}

const arObjekt = (varde: unknown): varde is Record<string, unknown> =>
  typeof varde === 'object' && varde !== null && !Array.isArray(varde);

/**
 * Copies of a body with a field that nobody knows, in it and in each object within it whose fields are described. What is
 * free JSON is its reader's to refuse.
 */
function medOkantFalt(varde: unknown, schema: Schema | undefined): unknown[] {
  if (Array.isArray(varde)) {
    const [forsta, ...andra] = varde as unknown[];
    return medOkantFalt(forsta, schema?.items).map((f) => [f, ...andra]);
  }
  if (!arObjekt(varde) || !schema?.properties) return [];
  const { properties } = schema;
  const inuti = Object.entries(varde).flatMap(([falt, v]) =>
    medOkantFalt(v, properties[falt]).map((andrad) => ({ ...varde, [falt]: andrad })),
  );
  return [{ ...varde, finnsInte: 1 }, ...inuti];
}

const NYCKEL = /^[a-z0-9-]+$/;
const POST = /^[a-z_]+:[a-z0-9-]+$/;

/** Another value of the same kind; a key or a choice is left as it is. */
function annatVarde(varde: unknown): unknown {
  if (typeof varde === 'number') return varde + 1;
  if (typeof varde !== 'string') return medAnnatVarde(varde);
  if (/^\d{4}-\d{2}-\d{2}$/.test(varde)) return '2024-07-02';
  if (POST.test(varde)) return `${varde}-igen`;
  return NYCKEL.test(varde) ? varde : `${varde} igen`;
}

/** A copy that says something else in one field: another request of the same kind. Its reasons stay as they are. */
function medAnnatVarde(varde: unknown): unknown {
  if (typeof varde !== 'object' || varde === null) return varde;
  const utbytbar = (Object.entries(varde) as [string, unknown][]).find(
    ([falt, v]) => !['skal', 'stod'].includes(falt) && annatVarde(v) !== v,
  );
  // A list of keys alone can only be another list.
  if (!utbytbar) return Array.isArray(varde) ? [...(varde as unknown[]), ...(varde as unknown[])] : varde;
  const [falt, v] = utbytbar;
  if (Array.isArray(varde))
    return varde.map((del: unknown, n) => (String(n) === falt ? annatVarde(del) : del));
  return { ...varde, [falt]: annatVarde(v) };
}

function felaktigaKroppar(vag: Vag, exempel: Anrop): Missformat[] {
  const { kropp = {} } = exempel;
  const med = (kod: string, vad: string, annan: object): Missformat => ({
    vad,
    kod,
    anrop: { ...exempel, kropp: annan },
  });
  const utan = (falt: string) => Object.fromEntries(Object.entries(kropp).filter(([f]) => f !== falt));
  return [
    med('ANROP_OGILTIGT', 'en lista', []),
    ...(vag.kropp?.required ?? []).map((falt) => med('ANROP_OGILTIGT', `utan ${falt}`, utan(falt))),
    ...medOkantFalt(kropp, vag.kropp).map((k) => med('FALT_OKANT', 'okänt fält', k as object)),
    { vad: 'inte JSON', kod: 'BEGARAN_OGILTIG', anrop: { ...exempel, text: '{"skal":' } },
    { vad: 'för lång', kod: 'BEGARAN_FOR_STOR', anrop: { ...exempel, text: FOR_LANG_KROPP } },
  ];
}

function felaktigaHuvuden(vag: Vag, exempel: Anrop, nyckel: string): Missformat[] {
  const med = (kod: string, vad: string, huvuden: Huvuden): Missformat => ({
    vad,
    kod,
    anrop: exempel,
    huvuden,
  });
  return [
    med('BEGARAN_OGILTIG', 'inte packad som den säger', { 'Content-Encoding': 'gzip' }),
    med('INNEHALLSTYP_OGILTIG', 'i annat format', { 'Content-Type': 'text/plain' }),
    med('INNEHALLSTYP_OGILTIG', 'i okänd teckenkodning', {
      'Content-Type': 'application/json; charset=ebcdic',
    }),
    med('IDEMPOTENCY_KEY_SAKNAS', 'utan nyckel', { 'Idempotency-Key': undefined }),
    med('IDEMPOTENCY_KEY_OGILTIG', 'för lång nyckel', { 'Idempotency-Key': 'x'.repeat(201) }),
    med('IF_MATCH_OGILTIG', 'If-Match som inte går att läsa', { 'If-Match': 'igår' }),
    med('REVISION_STAMMER_INTE', 'If-Match som inte stämmer', { 'If-Match': '"999999"' }),
    {
      vad: 'samma nyckel med annat innehåll',
      kod: 'COMMAND_REUSED',
      anrop: { ...exempel, kropp: medAnnatVarde(exempel.kropp) as object },
      huvuden: { 'Idempotency-Key': nyckel },
    },
    ...(vag.kropp?.properties?.['skal'] ? [medAnnatSkal(exempel, nyckel)] : []),
  ];
}

const okandParameter = (exempel: Anrop): Missformat => ({
  vad: 'okänd parameter',
  kod: 'PARAMETER_OKAND',
  anrop: { ...exempel, adress: `${exempel.adress}${exempel.adress.includes('?') ? '&' : '?'}finnsInte=1` },
});

const medAnnatSkal = (exempel: Anrop, nyckel: string): Missformat => ({
  vad: 'samma nyckel med annat skäl',
  kod: 'COMMAND_REUSED',
  anrop: { ...exempel, kropp: { ...exempel.kropp, skal: { slag: 'anteckning', text: 'ett annat skäl' } } },
  huvuden: { 'Idempotency-Key': nyckel },
});

/** What every route refuses in the same way, made from a request that it takes and the key that this was sent with. */
export const MISSFORMADE: Readonly<
  Record<string, (vag: Vag, exempel: Anrop, nyckel: string) => Missformat[]>
> = {
  parametrar: (vag, exempel) => [okandParameter(exempel), ...felaktigaParametrar(vag, exempel)],
  // A file is its reader's to refuse: what it may hold is in no schema here.
  kroppar: (vag, exempel) => (vag.koder.includes('ANROP_OGILTIGT') ? felaktigaKroppar(vag, exempel) : []),
  // It is also idempotent by its own hash, and belongs to no one stream.
  huvuden: (vag, exempel, nyckel) => [
    { vad: 'svar som bild', kod: 'SVARSTYP_SAKNAS', anrop: exempel, huvuden: { Accept: 'image/png' } },
    ...(vag.metod === 'post'
      ? felaktigaHuvuden(vag, exempel, nyckel).filter((m) => vag.koder.includes(m.kod))
      : []),
  ],
};
