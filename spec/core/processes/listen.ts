import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** A TCP server of this process on a port that the system chooses. */
export async function listen(host = '127.0.0.1'): Promise<AsyncDisposable & { readonly port: number }> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, 'close');
    },
  };
}
