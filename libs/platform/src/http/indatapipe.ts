import {
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
  type ValidationError,
} from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { DomanFel } from '#kernel/fel.js';
import { nekadBegaran, okantNamn, type HttpKod } from './httpkoder.js';

interface Koder {
  readonly okant: 'FALT_OKANT' | 'PARAMETER_OKAND';
  readonly ogiltigt: HttpKod;
}

const KROPP: Koder = { okant: 'FALT_OKANT', ogiltigt: 'ANROP_OGILTIGT' };
const ADRESS: Koder = { okant: 'PARAMETER_OKAND', ogiltigt: 'FRAGA_OGILTIG' };

const pipe = (koder: Koder): ValidationPipe =>
  new ValidationPipe({
    transform: true,
    whitelist: true,
    // A misspelt field that is silently dropped would store something else than was meant.
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
    exceptionFactory: (fel) => forstaFelet(fel, koder),
  });

/**
 * class-validator goes through the rules of all classes for every object that it looks at. What it finds for a class is the
 * same each time: with that kept, validation costs half.
 */
function minnsReglerna(): void {
  const lager = getMetadataStorage();
  const sok = lager.getTargetValidationMetadatas.bind(lager);
  const kanda = new Map<unknown, ReturnType<typeof sok>>();
  lager.getTargetValidationMetadatas = (klass, ...resten) => {
    const regler = kanda.get(klass) ?? sok(klass, ...resten);
    kanda.set(klass, regler);
    return regler;
  };
}
minnsReglerna();

/** Every body, path and query string against its class; the first fault is told with its place and what was expected. */
export class Indatapipe implements PipeTransform {
  readonly #kropp = pipe(KROPP);
  readonly #adress = pipe(ADRESS);

  transform(varde: unknown, metadata: ArgumentMetadata): unknown {
    if (metadata.type === 'custom') return varde;
    return (metadata.type === 'body' ? this.#kropp : this.#adress).transform(varde, metadata);
  }
}

function forstaFelet(fel: readonly ValidationError[], koder: Koder): DomanFel<HttpKod> {
  let plats = '';
  let nu = fel[0];
  for (; nu; nu = nu.children?.[0]) {
    const del = (nu.property as string | undefined) ?? '';
    plats += /^\d+$/.test(del) ? `[${del}]` : plats === '' ? del : `.${del}`;
    const [regel] = Object.entries(nu.constraints ?? {});
    if (!regel) continue;
    const [namn, forvantat] = regel;
    if (namn === 'whitelistValidation') return okantNamn(koder.okant, plats);
    if (plats === '') break;
    return nekadBegaran(koder.ogiltigt, `Värdet för ${plats} går inte att använda.`, {
      falt: plats,
      forvantat,
    });
  }
  return nekadBegaran(koder.ogiltigt, 'Begärans innehåll är inte ett JSON-objekt.', {
    forvantat: 'ett JSON-objekt',
  });
}
