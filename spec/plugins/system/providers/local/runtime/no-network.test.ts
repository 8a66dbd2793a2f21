import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { findTransformers } from '../../../../../../plugins/system/providers/local/runtime/find-transformers.js';
import { runner, written } from '../../../../../core/processes/runner.js';
import { bundle } from '../../../../../support/bundle.js';
import { repository } from './runtime-under-test.js';

it('the process of the local model reaches nobody', async () => {
  const requests: (string | undefined)[] = [];
  const server = createServer(({ url }, response) => (requests.push(url), response.end('{}')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/picture.png`;
  const script = await bundle('spec/plugins/system/providers/local/runtime/scripts/try-network.ts');
  await using test = await runner();
  const place = await findTransformers({ pluginDir: repository, globalDir: test.dir });
  const file = place.kind === 'found' ? place.file : expect.fail(place.reason);
  const child = test.processes.spawn({
    title: 'network',
    command: process.execPath,
    args: [script.file, file, address],
  });
  expect(await child.exit).toEqual({ kind: 'exited', code: 0 });
  expect(written(child)).toEqual([
    expect.stringMatching(/^fetch failed: .*uses no network/),
    expect.stringMatching(/^env\.fetch failed: .*uses no network/),
    expect.stringMatching(/^a picture failed: .*uses no network/),
    expect.stringMatching(/^a model of the hub failed: .*found locally/),
  ]);
  expect(requests).toEqual([]);
  // It would have been heard.
  await fetch(address);
  expect(requests).toEqual(['/picture.png']);
  server.close();
  await script.remove();
});
