import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { ExpectedRevision } from '#event-store/event-store.js';
import { vantadRevision } from './etikett.js';
import { nekadBegaran } from './httpkoder.js';

/** What a command's headers say. */
export interface Kommandohuvud {
  readonly kommandoId: string;
  /** From If-Match: the revision that the caller has seen; `any` without it. */
  readonly expected: ExpectedRevision;
}

/** 1–200 printable ASCII characters, as the event store's index holds. */
const NYCKEL = /^[\x21-\x7e](?:[\x20-\x7e]{0,198}[\x21-\x7e])?$/;

/** @throws DomanFel IDEMPOTENCY_KEY_SAKNAS, IDEMPOTENCY_KEY_OGILTIG, IF_MATCH_OGILTIG */
export function kommandohuvud(las: (namn: string) => string | undefined): Kommandohuvud {
  const kommandoId = las('idempotency-key');
  const forvantat = '1–200 skrivbara tecken, nya för varje nytt kommando, t.ex. ett UUID';
  if (kommandoId === undefined || kommandoId === '')
    throw nekadBegaran('IDEMPOTENCY_KEY_SAKNAS', 'Kommandot saknar Idempotency-Key.', {
      falt: 'Idempotency-Key',
      forvantat,
    });
  if (!NYCKEL.test(kommandoId))
    throw nekadBegaran('IDEMPOTENCY_KEY_OGILTIG', 'Idempotency-Key går inte att använda.', {
      falt: 'Idempotency-Key',
      forvantat,
    });
  return { kommandoId, expected: vantad(las('if-match')) };
}

function vantad(text: string | undefined): ExpectedRevision {
  if (text === undefined) return 'any';
  const vantad = vantadRevision(text);
  if (vantad === undefined)
    throw nekadBegaran('IF_MATCH_OGILTIG', 'If-Match går inte att läsa.', {
      falt: 'If-Match',
      forvantat: 'en ETag från det som kommandot gäller, en revision som "3", eller *',
    });
  return vantad;
}

export const Huvud = createParamDecorator((_: unknown, vard: ExecutionContext): Kommandohuvud => {
  const begaran = vard.switchToHttp().getRequest<Request>();
  return kommandohuvud((namn) => begaran.get(namn));
});
