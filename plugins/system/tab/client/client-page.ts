import type { ReadonlyStore, Tab } from 'devmgr/plugin-api';
import type { ServerState } from 'devmgr/plugin-api/contracts/servers';
import { selectedServer } from '../../commands/selected-server.js';
import type { SystemParts } from '../../system-parts.js';
import type { ServerPage } from '../server/server-page.js';
import { createAnswerPane } from './answer-pane.js';
import { EMPTY_DRAFT, type ClientDraft } from './empty-draft.js';
import type { ClientSession } from './client-session.js';
import { createRequestPanes } from './request-panes.js';

export interface ClientPage extends ServerPage<'client-form' | 'client-fields' | 'client-body' | 'client-answer'> {
  /** Puts a request into the panes, in place of what is there and of the answer to it. */
  write(draft: ClientDraft): void;
  /** Gives the keys to the first field that the request lacks a value in; false: it lacks none. */
  fillIn(): boolean;
  /** Gives the keys to the path. */
  edit(): void;
  draft(): ClientDraft;
  /** The name of the server that it goes to. */
  server(): string | undefined;
  toggleHeaders(): void;
  /** Whether the request has a body, or could have one. */
  readonly hasBody: ReadonlyStore<boolean>;
}

/** A request to the selected server, and its answer. Every server keeps its own. */
export function createClientPage(parts: SystemParts, session: ClientSession, tab: Tab, send: () => void): ClientPage {
  const request = createRequestPanes(parts.context.manifest.id, tab);
  const answer = createAnswerPane(parts.context, session, tab);
  const { form, fields, body, hasBody } = request;
  const drafts = new Map<string, ClientDraft>();
  let server: string | undefined;
  const turnTo = (next: ServerState | undefined) => {
    if (next?.name === server) return;
    if (server !== undefined) drafts.set(server, request.read());
    server = next?.name;
    request.write((server === undefined ? undefined : drafts.get(server)) ?? EMPTY_DRAFT);
    answer.show(server);
  };
  tab.own(form.onDidSubmit(send));
  return {
    panes: { 'client-form': form, 'client-fields': fields, 'client-body': body, 'client-answer': answer.handle },
    // Not a field: the keys of the pages would be text there.
    focus: () => answer.handle.focus(),
    hasBody,
    write(draft) {
      turnTo(selectedServer(parts));
      request.write(draft);
      if (server !== undefined) session.forget(server);
    },
    fillIn: request.fillIn,
    edit: () => form.focusField('path'),
    draft: request.read,
    server: () => server,
    toggleHeaders: answer.toggleHeaders,
    refresh(next) {
      turnTo(next);
      answer.show(server);
    },
  };
}
