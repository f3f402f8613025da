import type { ArgumentsHost } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { EventStoreError } from '#event-store/event-store.js';
import { DomanFel } from '#kernel/fel.js';
import { Projektionsfel } from '#read-store/projektionsfel.js';
import { ProblemFilter } from './problem.filter.js';

interface Skickat {
  status?: number;
  typ?: string;
  kropp?: unknown;
  bruten?: boolean;
}

/** Sends an error through the filter: what the caller gets, and what is logged. */
function genom(fel: unknown, headersSent = false): { svar: Skickat; loggat: unknown[] } {
  const svar: Skickat = {};
  const loggat: unknown[] = [];
  const express = {
    headersSent,
    status: (status: number) => ((svar.status = status), express),
    type: (typ: string) => ((svar.typ = typ), express),
    send: (text: string) => ((svar.kropp = JSON.parse(text)), express),
    destroy: () => ((svar.bruten = true), express),
  };
  const vard = {
    switchToHttp: () => ({
      getResponse: () => express,
      getRequest: () => ({ method: 'GET', originalUrl: '/x' }),
    }),
  };
  new ProblemFilter({ error: (rad: unknown) => void loggat.push(rad) }).catch(
    fel,
    vard as unknown as ArgumentsHost,
  );
  return { svar, loggat };
}

describe('ProblemFilter', () => {
  test('en nekad begäran säger var och vad som väntades, och loggas inte', () => {
    const fel = new DomanFel('BUDGET_FINNS', 'Budgeten finns.', { falt: 'ar', forvantat: 'ett annat år' });
    expect(genom(fel)).toEqual({
      svar: {
        status: 409,
        typ: 'application/problem+json',
        kropp: {
          type: 'about:blank',
          title: 'Går inte ihop med det som redan finns',
          status: 409,
          code: 'BUDGET_FINNS',
          detail: 'Budgeten finns.',
          field: 'ar',
          expected: 'ett annat år',
          instance: '/x',
        },
      },
      loggat: [],
    });
  });

  test('en kod utanför tabellen är ett nekande', () => {
    expect(genom(new DomanFel('NAGOT_NYTT', 'Nej.')).svar.status).toBe(422);
  });

  test.each([
    ['WRONG_EXPECTED_REVISION', 409, 0],
    ['COMMAND_REUSED', 409, 0],
    ['RECORD_TOO_LARGE', 413, 0],
    ['UNAVAILABLE', 503, 1],
  ] as const)('händelselagrets %s är %d, på svenska', (kod, status, rader) => {
    const { svar, loggat } = genom(new EventStoreError(kod, 'in English'));
    expect([svar.status, loggat.length]).toEqual([status, rader]);
    expect(JSON.stringify(svar.kropp)).not.toContain('English');
  });

  test('en läsmodell som inte är redo är inte frågarens fel', () => {
    const fel = new Projektionsfel('STOPPAD', 'Projektionerna stoppades.');
    expect(genom(fel)).toMatchObject({ svar: { status: 503, kropp: { code: 'LASMODELL_EJ_REDO' } } });
  });

  test.each(['CONNECTION_CLOSED', 'ECONNREFUSED', '57P01'])('en databas som är borta (%s) är 503', (code) => {
    const fel = Object.assign(new Error('write 10.0.0.1'), { code });
    const { svar, loggat } = genom(fel);
    expect(svar).toMatchObject({ status: 503, kropp: { code: 'UNAVAILABLE' } });
    expect(JSON.stringify(svar.kropp)).not.toContain('10.0.0.1');
    expect(loggat).toHaveLength(1);
  });

  test('ett oväntat fel loggas helt och säger inget utåt', () => {
    const fel = new Error('postgres://anna:hemligt@vard');
    const { svar, loggat } = genom(fel);
    expect(loggat).toEqual([{ err: fel, method: 'GET', url: '/x' }]);
    expect(svar.status).toBe(500);
    expect(JSON.stringify(svar.kropp)).not.toContain('hemligt');
  });

  test('ett svar som redan börjat gå bryts', () => {
    expect(genom(new Error('mitt i'), true).svar).toEqual({ bruten: true });
  });
});
