import {
  widgets,
  type CodeHandle,
  type DiffHandle,
  type DiffHunk,
  type EditorHandle,
  type MarkdownHandle,
  type Tab,
} from 'devmgr/plugin-api';
import { languageOf } from '../generate/language-of.js';
import type { CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { previewContent, previewTitle, type PreviewContent } from './preview-content.js';

export interface PreviewPaneParts {
  readonly focusId: string;
  readonly editFocusId: string;
  redact(text: string): string;
  /** The sign of a hunk was clicked. */
  toggled(hunk: DiffHunk): void;
}

/** A text that a person edits before it is saved. */
interface Editing {
  readonly path: string;
}

/** The code: while it is written, as a change under review, as it is edited, or as it is on the disk. */
export class PreviewPane {
  readonly diff: DiffHandle;
  readonly code: CodeHandle;
  readonly prose: MarkdownHandle;
  readonly edit: EditorHandle;
  readonly #redact: PreviewPaneParts['redact'];
  #shown: readonly unknown[] = [];
  #kind: PreviewContent['kind'] = 'code';
  #editing: Editing | undefined;

  constructor(tab: Tab, { focusId, editFocusId, toggled, redact }: PreviewPaneParts) {
    this.#redact = redact;
    this.diff = tab.grid.set(...areas.diff, widgets.diff, { title: 'Preview', focusId });
    // They come to the same place: areas of widgets that are seen may not overlap.
    this.diff.show(false);
    this.code = tab.grid.set(...areas.code, widgets.code, { title: 'Preview', focusId, empty });
    this.code.show(false);
    this.prose = tab.grid.set(...areas.prose, widgets.markdown, { title: 'Preview', focusId });
    this.prose.show(false);
    this.edit = tab.grid.set(...areas.edit, widgets.editor, {
      title: 'Edit',
      focusId: editFocusId,
      wrap: false,
      lineNumbers: true,
    });
    this.edit.show(false);
    tab.own(this.diff.onDidToggle(toggled));
  }

  /** Which of the widgets is seen. */
  get kind(): PreviewContent['kind'] | 'edit' {
    return this.#editing ? 'edit' : this.#kind;
  }

  get editedPath(): string | undefined {
    return this.#editing?.path;
  }

  /** Of the widget that is seen. */
  get handle(): DiffHandle | CodeHandle | MarkdownHandle | EditorHandle {
    return this[this.kind];
  }

  /** Opens a text to be changed, with the cursor in a line counted from zero. */
  startEdit(path: string, text: string, line: number): void {
    this.#editing = { path };
    this.edit.setLanguage(languageOf(path));
    this.edit.setText(text);
    this.edit.select(text.split('\n').slice(0, line).join('\n').length + (line > 0 ? 1 : 0));
    this.edit.setTitle([{ text: `Edit ${path} ` }, { text: 'Esc shows the change', style: 'muted' }]);
  }

  /** What was written. */
  endEdit(): string {
    this.#editing = undefined;
    return this.edit.text();
  }

  show(state: CodegenState): void {
    const seen = [state.arriving, state.generation, state.reviews, state.at, state.snapshot, state.saved];
    if (seen.every((value, at) => value === this.#shown[at])) return;
    this.#shown = seen;
    const title = previewTitle(state);
    for (const handle of [this.diff, this.code, this.prose]) handle.setTitle(title);
    this.#set(previewContent(state, this.#redact));
  }

  #set(preview: PreviewContent): void {
    this.#kind = preview.kind;
    if (preview.kind === 'diff') return this.diff.setDiff(preview.content);
    this.diff.setDiff(undefined);
    if (preview.kind === 'prose') return this.#setProse(preview);
    this.code.setCode(preview.content);
    if (preview.follows) this.code.reveal(preview.content?.text.split('\n').length ?? 1);
  }

  #setProse({ text, follows }: Extract<PreviewContent, { kind: 'prose' }>): void {
    this.prose.setSections([{ id: 'answer', text }]);
    this.prose.follow(follows);
    if (!follows) this.prose.scrollTo('answer');
  }
}

const empty =
  'The code stands here: while it is written, and then as a change that you look through before it is saved.';
