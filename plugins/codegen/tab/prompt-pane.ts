import { widgets, type EditorHandle, type StyledText, type Tab } from 'devmgr/plugin-api';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { completeMention } from './complete-mention.js';
import { SeenValues } from './seen-values.js';

export interface PromptPaneParts {
  readonly focusId: string;
  changed(prompt: string): void;
  /** That `@` completes. */
  files(): readonly { readonly path: string }[];
}

/** What shall be written. */
export class PromptPane {
  readonly handle: EditorHandle;
  readonly #seen = new SeenValues();
  /** What the editor holds: it is put together anew when it is asked for. */
  #text = '';

  constructor(tab: Tab, parts: PromptPaneParts) {
    this.handle = tab.grid.set(...areas.prompt, widgets.editor, {
      title: 'Prompt',
      focusId: parts.focusId,
      wrap: true,
      placeholder: emptyText,
      suggest: (text, cursor) => completeMention(text, cursor, parts.files()),
    });
    tab.own(
      this.handle.onDidChange(() => {
        const before = this.#text;
        this.#text = this.handle.text();
        if (this.#text === '' && before !== '') this.handle.setPlaceholder(emptiedText);
        parts.changed(this.#text);
      }),
    );
  }

  show(state: CodegenState): void {
    if (!this.#seen.areNew(state.plan, state.written, state.edited, state.prompt)) return;
    this.handle.setTitle(promptTitle(state));
    if (state.prompt === this.#text) return;
    this.#text = state.prompt;
    this.handle.setText(state.prompt);
    this.handle.setPlaceholder(emptyText);
  }
}

const emptyText = 'What shall be written? @ names a file to show. Ctrl-G generates it.';
/** What was set by a program cannot be undone. */
const emptiedText = 'What shall be written? Ctrl-Z brings back what stood here.';

function promptTitle({ plan, written, edited }: CodegenState): StyledText {
  if (!plan) return 'Prompt';
  const { modelId, host } = plan;
  return [
    { text: 'Prompt ' },
    host === undefined
      ? { text: 'stays on this machine', style: 'success' }
      : { text: `sends code to ${host}`, style: 'warning' },
    { text: ` · ${modelId}`, style: 'muted' },
    ...(edited
      ? [{ text: written ? ' · your edited request' : ' · not your edited request', style: 'warning' as const }]
      : []),
  ];
}
