import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CommanderError, type Command } from 'commander';
import { program } from './program.js';

/** What users and scripts rely on, when it is there. */
const KONTRAKTET = [
  'avstam',
  'backup',
  'export sie',
  'generera',
  'handelser kopiera',
  'handelser list',
  'handelser visa',
  'import budget',
  'import kalldokument',
  'import rapportlayout',
  'import sie',
  'projektioner digest',
  'projektioner list',
  'projektioner rebuild',
  'rakenskapsar bokslut',
  'rakenskapsar oppna',
  'rakenskapsar stang',
  'rakenskapsar visa',
  'rapport balansrakning',
  'rapport beslut',
  'rapport budgetuppfoljning',
  'rapport driftredovisning',
  'rapport eget-kapital',
  'rapport finansiering',
  'rapport flerarsoversikt',
  'rapport huvudbok',
  'rapport insatser',
  'rapport kassaflode',
  'rapport konsolidering',
  'rapport noter',
  'rapport resultatrakning',
  'rapport saldobalans',
  'rapport sammanslagning',
  'rapport verifikationslista',
  'restore',
  'seed',
];

let ut: string;
let fel: string;
beforeEach(() => {
  [ut, fel] = ['', ''];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((ut += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((fel += String(text)), true));
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** The exit code that commander gives a call that runs nothing. */
async function kod(...argument: string[]): Promise<number> {
  const slut: unknown = await program()
    .parseAsync(argument, { from: 'user' })
    .catch((varde: unknown) => varde);
  if (!(slut instanceof CommanderError)) throw new Error('kommandot kördes');
  return slut.exitCode;
}

const alla = (
  kommando: Command,
  vag: readonly string[] = [],
): { kommando: Command; vag: readonly string[] }[] => [
  { kommando, vag },
  ...kommando.commands.flatMap((under) => alla(under, [...vag, under.name()])),
];

describe('hjälpen', () => {
  test('finns för varje kommando, på svenska, och räknar upp just det som finns', async () => {
    for (const { kommando, vag } of alla(program())) {
      ut = '';
      expect(await kod(...vag, '--help')).toBe(0);
      expect(ut).toContain(['Användning: ops', ...vag].join(' '));
      expect(ut).not.toMatch(/\b(Usage|Options|Commands|Arguments|default|options|display)\b/);
      for (const under of kommando.commands) expect(ut).toMatch(new RegExp(`^  ${under.name()}\\b`, 'm'));
      for (const flagga of kommando.options) expect(ut).toContain(flagga.long);
    }
    expect(fel).toBe('');
  });

  test('inget kommando finns utöver kontraktets', () => {
    const vagar = alla(program()).flatMap(({ kommando, vag }) =>
      kommando.commands.length === 0 ? [vag.join(' ')] : [],
    );
    expect(KONTRAKTET).toEqual(expect.arrayContaining(vagar));
  });

  test('utan kommando visas hjälpen på standard fel', async () => {
    expect(await kod()).not.toBe(0);
    expect(fel).toContain('Användning: ops');
    expect(ut).toBe('');
  });
});

describe('fel användning sägs på svenska', () => {
  test.each([
    [['--nej'], 'Flaggan --nej finns inte.'],
    [['seed', '--nej'], 'Flaggan --nej finns inte.'],
    [['avstm'], 'Kommandot avstm finns inte.'],
    [['avstm'], 'Menades avstam?'],
    [['rapport', 'balans'], 'Kommandot balans finns inte.'],
    [['import', 'kalldokument'], 'Argumentet fil saknas.'],
    [['import', 'kalldokument', 'a', 'b'], 'För många argument: väntade 1, fick 2.'],
    [['seed', '--data'], 'Flaggan --data <mapp> behöver ett värde.'],
    [['rapport', 'budgetuppfoljning', '--per', '2024-08-31'], 'Flaggan --omfattning <nyckel> måste anges.'],
    [['avstam', '--format', 'xml'], 'Väntat: något av table, json.'],
    [['handelser', 'list', '--max', '0'], 'Värdet "0" för flaggan --max <n> går inte att använda.'],
    [['handelser', 'list', '--fran', '-1'], 'Väntat: ett positivt heltal.'],
    [['handelser', 'list', '--max', '9'.repeat(20)], 'Väntat: ett positivt heltal.'],
    [['handelser', 'kopiera', '--fran', 'x'], 'Flaggan --till <url> måste anges.'],
    [['handelser', 'visa', 'ett'], 'Värdet "ett" för argumentet ordinal går inte att använda.'],
    [['rakenskapsar', 'stang', '--forbund', 'a', '--ar', '24'], 'Väntat: ett årtal.'],
    [
      'rakenskapsar bokslut --forbund a --ar 2024 --konto 2010 --beslut b --skal c'.split(' '),
      'Ange antingen flaggan --beslut eller flaggan --skal.',
    ],
    [['rapport', 'budgetuppfoljning', '--per', '2024-02-30'], 'Väntat: en dag, ÅÅÅÅ-MM-DD.'],
    [['rapport', 'budgetuppfoljning', '--ar', '24'], 'Väntat: ett årtal.'],
    [['rapport', 'budgetuppfoljning', '--som-av', 'igår'], 'Väntat: ett händelsenummer, en dag'],
  ])('%j', async (argument, text) => {
    expect(await kod(...argument)).not.toBe(0);
    expect(fel).toContain(text);
    expect(fel).toContain('--help visar vad som finns');
    expect(fel).not.toMatch(/error|unknown|invalid|missing|Expected/);
    expect(ut).toBe('');
  });
});
