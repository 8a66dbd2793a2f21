import { Store, widgets, type EditorHandle, type FormHandle, type ReadonlyStore, type Tab } from 'devmgr/plugin-api';
import { EMPTY_DRAFT, type ClientDraft } from './empty-draft.js';

/** The panes that a request is written in. */
export interface RequestPanes {
  readonly form: FormHandle;
  readonly fields: EditorHandle;
  readonly body: EditorHandle;
  /** What stands in them. */
  read(): ClientDraft;
  /** In place of what stands in them. */
  write(draft: ClientDraft): void;
  /** Puts the cursor behind the first name without a value; false: there is none. */
  fillIn(): boolean;
  /** Whether there is a body, or the method is one that takes one. */
  readonly hasBody: ReadonlyStore<boolean>;
}

/** A body of theirs means nothing (RFC 9110). */
const BODILESS = new Set(['GET', 'HEAD', 'OPTIONS']);
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** Method and path, parameters and headers, and the body. `id` is the plugin's. */
export function createRequestPanes(id: string, tab: Tab): RequestPanes {
  const form = createForm(tab, `${id}.client-form`);
  const fields = tab.grid.set(1, 6, 1, 1, widgets.editor, {
    title: [
      { text: 'Parameters ' },
      { text: 'name=value', style: 'muted' },
      { text: '  headers ' },
      { text: 'Name: value', style: 'muted' },
    ],
    focusId: `${id}.client-fields`,
    placeholder: 'id=7   Authorization: Bearer $TOKEN',
    language: 'ini',
  });
  const body = tab.grid.set(2, 6, 1, 1, widgets.editor, {
    title: 'Body',
    focusId: `${id}.client-body`,
    language: 'json',
  });
  let contentType = EMPTY_DRAFT.contentType;
  const hasBody = tab.own(new Store(false));
  const judge = () => hasBody.set(!BODILESS.has(readForm(form).method) || body.text() !== '');
  tab.own(form.onDidChange(judge));
  return {
    form,
    fields,
    body,
    hasBody,
    fillIn() {
      const gap = /^[^#=:\n]+[=:][ \t]*$/m.exec(fields.text());
      if (!gap) return false;
      fields.focus();
      fields.select(gap.index + gap[0].length);
      return true;
    },
    read: () => ({ ...readForm(form), fields: fields.text(), body: body.text(), contentType }),
    write(draft) {
      contentType = draft.contentType;
      form.setValues({ method: draft.method, path: draft.path });
      setText(fields, draft.fields);
      setText(body, draft.body);
      body.setTitle([{ text: 'Body ' }, { text: contentType, style: 'muted' }]);
      body.setLanguage(contentType.includes('json') ? 'json' : undefined);
      judge();
    },
  };
}

function createForm(tab: Tab, focusId: string): FormHandle {
  return tab.grid.set(0, 6, 1, 1, widgets.form, {
    title: [{ text: 'Request ' }, { text: 'Ctrl-G sends', style: 'muted' }],
    focusId,
    escapeLeaves: true,
    fields: [
      { id: 'method', kind: 'select', label: 'Method', choices: METHODS },
      { id: 'path', kind: 'text', label: 'Path', width: 30, placeholder: '/orders/{id}' },
    ],
    values: { method: EMPTY_DRAFT.method, path: EMPTY_DRAFT.path },
  });
}

function readForm(form: FormHandle): Pick<ClientDraft, 'method' | 'path'> {
  const { method, path } = form.values();
  return { method: String(method ?? 'GET'), path: String(path ?? '').trim() };
}

/** What is there already keeps its cursor and what can be undone. */
function setText(editor: EditorHandle, text: string): void {
  if (editor.text() !== text) editor.setText(text);
}
