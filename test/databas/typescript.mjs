// Lets Node run our TypeScript as it stands, for tests that need processes of their own (to kill them, say):
//   node --conditions=source --import ./test/databas/typescript.mjs some.fixtures.ts
import { register } from 'node:module';
register('./typescript-laddare.mjs', import.meta.url);
