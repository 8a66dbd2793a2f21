import type { ApiParts } from '../api-parts.js';
import { plainRequest, type ApiRequest } from '../servers/client/api-request.js';
import type { SystemParts } from '../system-parts.js';
import { draftOfRequest, requestOf } from '../tab/client/client-draft.js';
import type { ServerPagePanes, SystemView } from '../tab/system-view.js';
import type { ClientAction } from './client-commands.js';
import { saveAnswer } from './save-answer.js';
import { pickRequest } from './pick-request.js';

/** What a command on the client does; `name`: of the selected server. */
type Act = (pages: ServerPagePanes, name: string) => void | Promise<void>;

/** What the commands on the client do. */
export function clientActions(parts: SystemParts, view: SystemView): Readonly<Record<ClientAction, Act>> {
  const { screen } = parts.context;
  const open = ({ client }: ServerPagePanes, request: ApiRequest) => {
    client.write(draftOfRequest(request));
    view.showPage('client');
    client.fillIn();
  };
  return {
    'send-request': ({ client, session }, name) => void session.send(name, requestOf(client.draft())),
    'stop-request': ({ session }, name) => session.stop(name),
    'save-request': async ({ client }, server) => {
      const request = requestOf(client.draft());
      const usual = `${request.method} ${request.path}`;
      const name = await screen.prompt({ title: 'Save the request as', placeholder: `Enter: ${usual}` });
      if (name === undefined) return;
      const saved = await (await parts.api()).saved.save(name.trim() === '' ? usual : name, server, request);
      screen.notify({ severity: 'success', message: `Saved as ${saved.name}`, hint: 'Ctrl-O opens it again' });
    },
    'open-request': async (pages) => {
      const request = await pickRequest(parts);
      if (request) open(pages, request);
    },
    'remove-request': () => removeRequest(parts),
    'copy-request': ({ client, session }, name) => {
      const state = session.of(name);
      const status = state.kind === 'answered' ? state.answer.status : 200;
      return copyRequest(parts, name, requestOf(client.draft()), status);
    },
    'save-answer': async ({ session }, name) => {
      const state = session.of(name);
      if (state.kind === 'answered') await saveAnswer(parts.context, state.answer);
      else screen.notify({ severity: 'info', message: 'There is no answer yet' });
    },
    'show-headers': ({ client }) => client.toggleHeaders(),
    'use-request': (pages) => {
      const request = pages.requests.selected();
      if (request) open(pages, plainRequest(request.method, request.path));
      else screen.notify({ severity: 'info', message: 'No request is selected' });
    },
    'look-at-routes': ({ routes }) => routes.look(),
  };
}

async function copyRequest({ api, context }: SystemParts, name: string, request: ApiRequest, status: number) {
  const { screen } = context;
  const as = await screen.pick<Parameters<ApiParts['exported']>[2]>({
    title: 'Copy the request as',
    items: [
      { label: 'curl', detail: 'a line for the shell', value: 'curl' },
      { label: 'httpx', detail: 'a Python script', value: 'httpx' },
      { label: 'pytest', detail: `a test that expects ${status}`, value: 'pytest' },
    ],
  });
  if (as === undefined) return;
  screen.copy((await api()).exported(name, request, as, status));
  screen.notify({ severity: 'info', message: `The request was sent to the terminal's clipboard as ${as}` });
}

async function removeRequest({ api, context }: SystemParts): Promise<void> {
  const { saved } = await api();
  const items = (await saved.list()).map(({ name, server }) => ({ label: name, detail: server, value: name }));
  if (items.length === 0) return context.screen.notify({ severity: 'info', message: 'No request is saved' });
  const name = await context.screen.pick({ title: 'Remove a saved request', items });
  if (name === undefined) return;
  const isMeant = await context.screen.confirm({
    title: `Remove ${name}?`,
    detail: 'It cannot be had back.',
    action: 'Remove',
  });
  if (isMeant) await saved.remove(name);
}
