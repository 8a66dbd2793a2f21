import { widgets, type Disposable, type StyledText, type Tab, type TextHandle } from 'devmgr/plugin-api';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { placeOf } from '../place-text.js';
import { readShownFile } from '../read-shown-file.js';
import { gridRow } from './find-layout.js';
import { matchId } from './match-columns.js';
import { previewOf } from './preview-lines.js';

/** The code of the selected match in its file. */
export class CodePane implements Disposable {
  readonly #text: TextHandle;
  readonly #root: string;
  #shown: string | undefined;
  #isDisposed = false;

  constructor(tab: Tab, { focusId, root }: { readonly focusId: string; readonly root: string }) {
    this.#root = root;
    const empty = 'The code of the chosen result.';
    this.#text = tab.grid.set(gridRow.preview, 0, 1, 1, widgets.text, { title: 'Code', focusId, empty });
  }

  get handle(): TextHandle {
    return this.#text;
  }

  dispose(): void {
    this.#isDisposed = true;
  }

  /** The same match again changes nothing. */
  show(match: CodeMatch | undefined): void {
    const version = match && `${matchId(match)} ${match.text}`;
    this.#text.setTitle(match ? titleOf(match) : 'Code');
    if (version === this.#shown) return;
    this.#shown = version;
    if (!match) return this.#text.setLines([]);
    this.#setPreview(match, undefined);
    void readShownFile(this.#root, match.path).then((file) => {
      if (file !== undefined && this.#shown === version && !this.#isDisposed) this.#setPreview(match, file);
    });
  }

  #setPreview(match: CodeMatch, file: string | undefined): void {
    const { lines, top } = previewOf(match, file);
    this.#text.setLines(lines);
    this.#text.scrollTo(top);
  }
}

/** With why it was found. */
function titleOf(match: CodeMatch): StyledText {
  const why = match.reasons.join(' · ');
  return [{ text: `${placeOf(match)} ` }, { text: why, style: 'muted' }];
}
