import { describe, expect, it } from '@jest/globals';
import { lasKonfiguration, MILJOVARIABLER } from './konfiguration.js';
import { MiljoFel } from './miljofel.js';

function felet(env: NodeJS.ProcessEnv): MiljoFel {
  try {
    lasKonfiguration(env);
  } catch (fel) {
    if (fel instanceof MiljoFel) return fel;
    throw fel;
  }
  throw new Error('inget fel');
}

describe('lasKonfiguration', () => {
  it('ger standardvärden för en tom miljö', () => {
    expect(lasKonfiguration({ SERVICE_NAME: 'kansliet' })).toEqual({
      databasUrl: undefined,
      handelselagerUrl: undefined,
      handelselagerPrefix: 'samordning',
      redisUrl: undefined,
      datamapp: '.data',
      port: 3000,
      host: '127.0.0.1',
      loggniva: 'warn',
      sparmottagare: undefined,
      vem: 'kansliet',
    });
  });

  it('läser varje variabel', () => {
    const env = {
      DATABASE_URL: 'postgres://a:b@db:5432/las',
      EVENT_STORE_URL: 'esdb://lager:2113?tls=false',
      EVENT_STORE_PREFIX: 'lanet2',
      REDIS_URL: 'rediss://kö:6379',
      DATA_DIR: '/var/data',
      PORT: '0',
      HOST: '::1',
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://samlare:4318',
      SERVICE_NAME: 'Bokföringen i Västerås',
    };
    expect(Object.keys(env).sort()).toEqual(MILJOVARIABLER.map((v) => v.namn).sort());
    expect(Object.values(lasKonfiguration(env)).map(String)).toEqual(Object.values(env));
  });

  it('räknar ett tomt värde som ett som saknas', () => {
    expect(lasKonfiguration({ DATABASE_URL: '', PORT: ' ' })).toMatchObject({
      databasUrl: undefined,
      port: 3000,
    });
  });

  it('lägger händelserna i samma databas när inget annat är sagt', () => {
    const url = 'postgres://db/x';
    expect(lasKonfiguration({ DATABASE_URL: url }).handelselagerUrl).toBe(url);
    const bada = lasKonfiguration({ DATABASE_URL: url, EVENT_STORE_URL: 'esdb://lager' });
    expect([bada.databasUrl, bada.handelselagerUrl]).toEqual([url, 'esdb://lager']);
  });

  it('står för den inloggade användaren när ingen tjänst är angiven', () => {
    expect(lasKonfiguration({}).vem).not.toBe('');
  });

  it('tiger i test om ingen bett om loggen', () => {
    expect(lasKonfiguration({ NODE_ENV: 'test' }).loggniva).toBe('silent');
    expect(lasKonfiguration({ NODE_ENV: 'test', LOG_LEVEL: 'info' }).loggniva).toBe('info');
  });

  it('räknar upp alla fel på en gång, utan lösenord', () => {
    const fel = felet({ DATABASE_URL: 'mysql://a:hemligt@db/x', PORT: '65536', LOG_LEVEL: 'mycket' });
    expect(fel.kod).toBe('KONFIGURATION_OGILTIG');
    expect(fel.message).toBe(
      [
        'Miljövariablerna går inte att använda:',
        '  DATABASE_URL: värdet ska vara en adress som postgres://användare:lösenord@värd:port/databas.',
        '  PORT: värdet ska vara ett heltal 0–65535.',
        '  LOG_LEVEL: värdet ska vara något av fatal, error, warn, info, debug, trace, silent.',
      ].join('\n'),
    );
  });

  it.each(['0.0.0.0', '192.168.1.2', '127.0.0.1.example.org', 'localhost.example.org', '::'])(
    'vägrar lyssna utanför den egna maskinen: %s',
    (host) => {
      expect(felet({ HOST: host }).message).toContain('kräver roller, som inte finns än');
    },
  );

  it.each(['-1', '3000.5', '1e3', 'x', '0x10'])('godtar inte porten %s', (port) => {
    expect(felet({ PORT: port }).message).toContain('PORT');
  });

  it('godtar inte ett namn med radbrytning', () => {
    expect(felet({ SERVICE_NAME: 'a\nb' }).message).toContain('SERVICE_NAME');
  });
});
