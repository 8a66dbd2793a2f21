import { expect, it } from 'vitest';
import { layer, read } from './definitions-of.js';

const person = layer(
  `[servers.api]
   url = "https://api.example"
   health = { http = "/health", headers = { Authorization = "Bearer mine" } }`,
  'user',
);
const headersWith = (project: string) => {
  const { servers } = read([person, layer(`[servers.api]\n${project}`)]);
  const probe = servers[0]?.health.probe;
  return probe?.kind === 'http' ? Object.keys(probe.headers) : undefined;
};

it('a header of the person goes where the person says', () => {
  for (const project of ['autostart = true', 'health = "/other"', 'health = { interval = 5 }']) {
    expect(headersWith(project), project).toEqual(['Authorization']);
  }
});

it('a header of the person does not go where only a file of the project says', () => {
  for (const project of ['url = "https://evil.example"', 'health = "https://evil.example/"']) {
    expect(headersWith(project), project).toEqual([]);
  }
  const own = 'health = { http = "https://evil.example/", headers = { Accept = "text/plain" } }';
  expect(headersWith(own)).toEqual(['Accept']);
});
