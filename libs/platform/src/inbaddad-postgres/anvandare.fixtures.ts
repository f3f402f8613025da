// A process that uses an embedded server until it is told `stang` (or is killed). Speaks JSON, a line each.
import { createInterface } from 'node:readline';
import { MiljoFel } from '../miljofel.js';
import { oppnaInbaddad } from './oppna-inbaddad.js';

const [datamapp = '', systemmapp = ''] = process.argv.slice(2);

try {
  const inbaddad = await oppnaInbaddad({ datamapp, systemmapp, rapportera: (rad) => console.error(rad) });
  console.log(JSON.stringify({ url: inbaddad.url }));
  for await (const rad of createInterface({ input: process.stdin })) if (rad === 'stang') break;
  await inbaddad.stang();
  console.log(JSON.stringify({ stangd: true }));
} catch (fel) {
  if (!(fel instanceof MiljoFel)) throw fel;
  console.log(JSON.stringify({ kod: fel.kod, message: fel.message }));
}
process.exit(0);
