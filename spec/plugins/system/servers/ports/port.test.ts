import { createServer, type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { checkPort, loopbackOf, nextFreePort, serverUrl } from '../../../../../plugins/system/servers/ports/port.js';
import { freePort } from '../../../../support/free-port.js';

async function holding(host: string, test: (port: number) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  try {
    await test((server.address() as AddressInfo).port);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

describe('ports', () => {
  it('tells free from taken, on one address and on all', async () => {
    expect(await checkPort('127.0.0.1', await freePort())).toEqual({ kind: 'free' });
    await holding('127.0.0.1', async (port) => {
      expect(await checkPort('127.0.0.1', port)).toEqual({ kind: 'taken' });
      expect(await checkPort('0.0.0.0', port)).toEqual({ kind: 'taken' });
      expect(await nextFreePort('127.0.0.1', port)).toBeGreaterThan(port);
    });
    await holding('0.0.0.0', async (port) => expect(await checkPort('127.0.0.1', port)).toEqual({ kind: 'taken' }));
  });

  it('says why an address cannot be had', async () => {
    expect(await checkPort('203.0.113.9', 8_000)).toEqual({
      kind: 'refused',
      reason: '203.0.113.9 is no address of this machine',
    });
    expect(await checkPort('no-such-host.invalid', 8_000)).toMatchObject({ kind: 'refused' });
  });

  it('offers no port that somebody else is promised', async () => {
    await holding('127.0.0.1', async (port) => {
      const promised = await nextFreePort('127.0.0.1', port);
      expect(await nextFreePort('127.0.0.1', port, (each) => each === promised)).toBeGreaterThan(promised ?? 0);
    });
  });

  it('finds none above the last port', async () => {
    expect(await nextFreePort('127.0.0.1', 65_535)).toBeUndefined();
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['', 'http://127.0.0.1:80'],
    ['::', 'http://[::1]:80'],
    ['localhost', 'http://localhost:80'],
  ])('reaches %s at %s', (host, url) => {
    expect(serverUrl(host, 80)).toBe(url);
    expect(url).toContain(loopbackOf(host));
  });
});
