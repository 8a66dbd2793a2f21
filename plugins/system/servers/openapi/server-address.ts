import type { ServerHost } from '../server-host.js';

/** Where a server is reached now, without a slash at its end; `undefined`: it does not run. One that is only watched always is. */
export function serverAddress(manager: Pick<ServerHost, 'all' | 'definition'>, name: string): string | undefined {
  const state = manager.all.get().find((each) => each.name === name);
  const url = state && 'url' in state ? state.url : '';
  if (url !== '') return url.replace(/\/$/, '');
  const definition = manager.definition(name);
  return definition?.runs.kind === 'url' ? definition.url?.replace(/\/$/, '') : undefined;
}
