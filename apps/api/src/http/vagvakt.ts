import type { OpenAPIObject } from '@nestjs/swagger';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { nekadBegaran } from '#platform/http/httpkoder.js';

interface Innehall {
  readonly content?: Readonly<Record<string, unknown>>;
}
interface Atgard {
  readonly requestBody?: Innehall;
  readonly responses: Readonly<Record<string, Innehall>>;
}

/** A path of the interface, and what it takes and gives by method. */
interface Vag {
  readonly monster: RegExp;
  readonly metoder: ReadonlyMap<string, { readonly tar: readonly string[]; readonly ger: readonly string[] }>;
}

const typerna = (innehall: Innehall | undefined): string[] => Object.keys(innehall?.content ?? {});

const arFramgang = ([status]: readonly [string, unknown]): boolean => status.startsWith('2');

const antalVariabler = (mall: string): number => mall.split('{').length;

const antalDelar = (vag: string): number => vag.split('/').filter((del) => del !== '').length;

/** By how many parts they have; those with most that varies first: of two that fit, the later one is meant. */
function vagarna({ paths }: OpenAPIObject): Map<number, Vag[]> {
  const ordnade = Object.entries(paths).sort(([a], [b]) => antalVariabler(b) - antalVariabler(a));
  const ut = new Map<number, Vag[]>();
  for (const [mall, atgarder] of ordnade) {
    const delar = antalDelar(mall);
    ut.set(delar, [...(ut.get(delar) ?? []), vagen(mall, atgarder as Readonly<Record<string, Atgard>>)]);
  }
  return ut;
}

function vagen(mall: string, atgarder: Readonly<Record<string, Atgard>>): Vag {
  return {
    // As the router itself: any case, and with or without a last slash.
    monster: new RegExp(`^${mall.replaceAll(/\{[^}]+\}/g, '[^/]+')}/?$`, 'i'),
    metoder: new Map(
      Object.entries(atgarder).map(([metod, { requestBody, responses }]) => [
        metod.toUpperCase(),
        {
          tar: typerna(requestBody),
          ger: Object.entries(responses)
            .filter(arFramgang)
            .flatMap(([, s]) => typerna(s)),
        },
      ]),
    ),
  };
}

/**
 * Before a body is read and a route is looked for: methods that a path does not have, answers in a form that it does not
 * give, bodies in one that it does not take. Express would answer the first as an unknown path and let the others through.
 */
export function vagvakt(beskrivning: () => OpenAPIObject): RequestHandler {
  let kanda: Map<number, Vag[]> | undefined;
  return (begaran: Request, svar: Response, vidare: NextFunction) => {
    kanda ??= vagarna(beskrivning());
    const passar = (kanda.get(antalDelar(begaran.path)) ?? []).filter((v) => v.monster.test(begaran.path));
    if (passar.length === 0) {
      vidare();
      return;
    }
    const metoder = new Map(passar.flatMap((v) => [...v.metoder]));
    // Express answers HEAD as GET, without the body.
    const atgard = metoder.get(begaran.method === 'HEAD' ? 'GET' : begaran.method);
    if (!atgard) {
      const tillatna = [...metoder.keys(), ...(metoder.has('GET') ? ['HEAD'] : [])].join(', ');
      svar.setHeader('Allow', tillatna);
      throw nekadBegaran('METOD_EJ_TILLATEN', `${begaran.path} svarar inte på ${begaran.method}.`, {
        forvantat: tillatna,
      });
    }
    if (atgard.ger.length > 0 && begaran.accepts([...atgard.ger]) === false)
      throw nekadBegaran('SVARSTYP_SAKNAS', 'Svaret finns inte i något format som begäran godtar.', {
        falt: 'Accept',
        forvantat: atgard.ger.join(', '),
      });
    if (atgard.tar.length > 0 && begaran.is([...atgard.tar]) === false)
      throw nekadBegaran('INNEHALLSTYP_OGILTIG', 'Begärans innehåll är i ett format som inte tas emot.', {
        falt: 'Content-Type',
        forvantat: atgard.tar.join(', '),
      });
    vidare();
  };
}
