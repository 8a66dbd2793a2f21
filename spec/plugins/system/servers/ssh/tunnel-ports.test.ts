import { expect, it } from 'vitest';
import { TunnelPorts } from '../../../../../plugins/system/servers/ssh/tunnel-ports.js';
import { freePort } from '../../../../support/free-port.js';

const nobody = () => false;

it('is the wanted one, and nobody else gets it until it is given back', async () => {
  const ports = new TunnelPorts();
  const wanted = await freePort();
  const [first, second] = await Promise.all([ports.take(wanted, nobody), ports.take(wanted, nobody)]);
  expect(first.port).toBe(wanted);
  expect(second.port).toBeGreaterThan(wanted);
  await first.dispose();
  expect((await ports.take(wanted, nobody)).port).toBe(wanted);
});

it('one that needs administrator rights becomes the one that people use for it', async () => {
  const { port } = await new TunnelPorts().take(80, (each) => each === 80);
  expect(port).toBeGreaterThanOrEqual(8_080);
  expect(port).toBeLessThan(8_130);
});

it('says when none is left', async () => {
  await expect(new TunnelPorts().take(65_530, () => true)).rejects.toMatchObject({
    code: 'PLUGIN_SYSTEM_PORT_REFUSED',
    hint: expect.stringMatching(/--port/),
  });
});
