import { createServer, connect, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A line between client and server that can be cut or fall silent, at a moment that a test chooses. */
export interface Mellanhand {
  readonly url: string;
  /** The next thing that the server says is lost, and the connection with it: it was done, but nobody hears. */
  tappaNastaSvar(): void;
  /** Nothing gets through on today's connections, and nobody is told; new connections work. */
  tystna(): void;
  stang(): Promise<void>;
}

export async function mellanhand(url: string): Promise<Mellanhand> {
  const mal = new URL(url);
  const egen = new URL(url);
  const uttag = new Set<Socket>();
  const tysta = new WeakSet<Socket>();
  let tappa = false;
  const server = createServer((klient) => {
    const bak = connect(Number(mal.port), mal.hostname);
    const par = [klient, bak];
    for (const s of par) {
      uttag.add(s);
      s.on('error', () => undefined);
      s.on('close', () => {
        uttag.delete(s);
        if (!tysta.has(klient)) for (const p of par) p.destroy();
      });
    }
    klient.on('data', (bit) => {
      if (!tysta.has(klient)) bak.write(bit);
    });
    bak.on('data', (bit) => {
      if (tysta.has(klient)) return;
      if (!tappa) {
        klient.write(bit);
        return;
      }
      tappa = false;
      klient.destroy();
    });
  });
  await new Promise<void>((klar) => server.listen(0, '127.0.0.1', klar));
  egen.port = String((server.address() as AddressInfo).port);
  return {
    url: egen.href,
    tappaNastaSvar: () => (tappa = true),
    tystna: () => {
      for (const s of uttag) tysta.add(s);
    },
    stang: () =>
      new Promise((klar) => {
        for (const s of uttag) s.destroy();
        server.close(() => klar());
      }),
  };
}
