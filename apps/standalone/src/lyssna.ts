import type { INestApplication } from '@nestjs/common';
import { MiljoFel } from '#platform/miljofel.js';

/** @throws MiljoFel PORT_UPPTAGEN, with how another one is chosen */
export async function lyssna(
  app: INestApplication,
  { host, port, valjs }: { host: string; port: number; valjs: string },
): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (fel) {
    const upptagen = (fel as NodeJS.ErrnoException).code === 'EADDRINUSE';
    throw upptagen
      ? new MiljoFel('PORT_UPPTAGEN', `Porten ${port} är upptagen. Välj en annan med ${valjs}.`, fel)
      : fel;
  }
}
