import { expect, it } from 'vitest';
import { alreadyRuns } from '../../../../plugins/system/servers/server-errors.js';

type Active = Parameters<typeof alreadyRuns>[0];

it.each([
  ['', 'job is running already'],
  ['http://127.0.0.1:8000', 'job is running already at http://127.0.0.1:8000'],
])('says where a server runs that has an address: "%s"', (url, message) =>
  expect(alreadyRuns({ name: 'job', status: 'running', url } as Active).message).toBe(message),
);
