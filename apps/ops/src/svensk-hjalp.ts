import type { Command, HelpConfiguration, Option } from 'commander';

const RUBRIKER: Readonly<Partial<Record<string, string>>> = {
  'Usage:': 'Användning:',
  'Arguments:': 'Argument:',
  'Options:': 'Flaggor:',
  'Commands:': 'Kommandon:',
};

/** What commander says of wrong use, and what we say: in the order they are tried, each on what is left. */
const FEL: readonly (readonly [RegExp, string])[] = [
  [/^error: /, ''],
  [/^unknown option '(.+?)'/, 'Flaggan $1 finns inte.'],
  [/^unknown command '(.+?)'/, 'Kommandot $1 finns inte.'],
  [/^missing required argument '(.+?)'/, 'Argumentet $1 saknas.'],
  [/^required option '(.+?)' not specified/, 'Flaggan $1 måste anges.'],
  [/^option '(.+?)' argument missing/, 'Flaggan $1 behöver ett värde.'],
  [/^option '(.+?)' argument '(.*?)' is invalid\./s, 'Värdet "$2" för flaggan $1 går inte att använda.'],
  [
    /^command-argument value '(.*?)' is invalid for argument '(.+?)'\./s,
    'Värdet "$1" för argumentet $2 går inte att använda.',
  ],
  [
    /^too many arguments(?: for '.+?')?\. Expected (\d+) arguments? but got (\d+)\./,
    'För många argument: väntade $1, fick $2.',
  ],
  [/ ?Allowed choices are (.+?)\./, ' Väntat: något av $1.'],
  [/\(Did you mean (?:one of )?(.+?)\?\)/, 'Menades $1?'],
];

export const paSvenska = (text: string): string =>
  FEL.reduce((kvar, [engelska, svenska]) => kvar.replace(engelska, svenska), text);

const utanEngelska = (text: string): string =>
  text.replace('[options]', '[flaggor]').replace('[command]', '[kommando]');

function flaggan(flagga: Option): string {
  const standard = flagga.defaultValue as unknown;
  const visas = typeof standard === 'string' || typeof standard === 'number';
  return visas ? `${flagga.description} (standard: ${standard})` : flagga.description;
}

const HJALP: HelpConfiguration = {
  sortSubcommands: true,
  styleTitle: (rubrik) => RUBRIKER[rubrik] ?? rubrik,
  styleUsage: utanEngelska,
  styleSubcommandTerm: utanEngelska,
  optionDescription: flaggan,
};

/** Help and complaints in Swedish, and wrong use thrown instead of ending the process: here and in all below. */
export function medSvenskHjalp(kommando: Command): Command {
  kommando
    .exitOverride()
    .configureHelp(HJALP)
    .helpOption('-h, --help', 'visar den här hjälpen')
    .configureOutput({ outputError: (text, skriv) => skriv(paSvenska(text)) })
    .showHelpAfterError('(--help visar vad som finns)');
  if (kommando.commands.length > 0) kommando.helpCommand('help [kommando]', 'visar hjälp för ett kommando');
  for (const under of kommando.commands) medSvenskHjalp(under);
  return kommando;
}
