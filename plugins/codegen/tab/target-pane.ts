import { widgets, type EditorHandle, type StyledText, type Tab } from 'devmgr/plugin-api';
import { otherTarget, type CodegenState } from '../session/codegen-state.js';
import { areas } from './codegen-layout.js';
import { completePath } from './complete-path.js';
import { countText } from './number-text.js';
import { SeenValues } from './seen-values.js';

export interface TargetPaneParts {
  readonly focusId: string;
  /** That paths are completed from. */
  files(): readonly { readonly path: string }[];
  changed(path: string): void;
  /** Enter: on to the prompt. */
  submitted(): void;
}

/** The path of the file that code is written for. */
export class TargetPane {
  readonly handle: EditorHandle;
  readonly #seen = new SeenValues();

  constructor(tab: Tab, parts: TargetPaneParts) {
    this.handle = tab.grid.set(...areas.target, widgets.editor, {
      title: 'Target',
      focusId: parts.focusId,
      enter: 'submit',
      wrap: false,
      placeholder: 'path of the file, new or there: app/routers/refunds.py',
      suggest: (text) => completePath(text, parts.files()),
    });
    tab.own(this.handle.onDidChange(() => parts.changed(this.handle.text().replaceAll('\n', ''))));
    tab.own(this.handle.onDidSubmit(() => parts.submitted()));
  }

  /** What is typed comes in the place of the path. */
  selectAll(): void {
    this.handle.select(0, this.handle.text().length);
  }

  show(state: CodegenState): void {
    if (!this.#seen.areNew(state.target, state.snapshot, state.targetProblem, state.generation)) return;
    this.handle.setTitle(targetTitle(state));
    if (this.handle.text().replaceAll('\n', '') !== state.target) this.handle.setText(state.target);
  }
}

function targetTitle(state: CodegenState): StyledText {
  const title = factsTitle(state);
  const other = otherTarget(state);
  if (other === undefined) return title;
  const facts = typeof title === 'string' ? [{ text: title }] : title;
  return [...facts, { text: ` · the answer is for ${other}`, style: 'warning' }];
}

function factsTitle({ snapshot, targetProblem }: CodegenState): StyledText {
  if (targetProblem) return [{ text: 'Target ' }, { text: `✗ ${targetProblem.message}`, style: 'error' }];
  if (!snapshot) return 'Target';
  const { text, protection } = snapshot;
  if (protection !== undefined) return [{ text: 'Target ' }, { text: `! ${protection}`, style: 'warning' }];
  if (text === undefined) return [{ text: 'Target ' }, { text: 'new file', style: 'success' }];
  return [{ text: 'Target ' }, { text: countText(linesIn(text), 'line'), style: 'muted' }];
}

function linesIn(text: string): number {
  return text === '' ? 0 : text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
}
