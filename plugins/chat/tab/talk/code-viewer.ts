import { widgets, type CodeHandle, type CodeContent } from 'devmgr/plugin-api';
import type { ChatSource } from '../../conversation/conversation.js';
import { isStillThere } from '../is-still-there.js';
import type { PageGround } from '../page.js';
import { placeOf } from '../place-text.js';
import { readShownFile } from '../read-shown-file.js';
import { talkAreas } from './talk-layout.js';

/** What is looked at: a file of the project, from its beginning or at some lines. */
export interface ViewedPlace {
  readonly path: string;
  readonly startLine?: number | undefined;
  readonly endLine?: number | undefined;
  /** What was there when it was found: shown where the file is gone or has changed. */
  readonly text?: string | undefined;
}

/** Code to read, in the place of the conversation. */
export class CodeViewer {
  readonly handle: CodeHandle;
  readonly #root: string;
  #place: ViewedPlace | undefined;

  constructor({ tab }: PageGround, { root, focusId }: { readonly root: string; readonly focusId: string }) {
    this.#root = root;
    this.handle = tab.grid.set(...talkAreas.code, widgets.code, { title: 'Code', focusId });
  }

  get place(): ViewedPlace | undefined {
    return this.#place;
  }

  /** Resolves when it is shown. Another place that is asked for meanwhile wins. */
  async show(place: ViewedPlace): Promise<void> {
    this.#place = place;
    this.handle.setTitle(titleOf(place));
    const file = await readShownFile(this.#root, place.path);
    if (this.#place !== place) return;
    const content = contentOf(place, file);
    this.handle.setEmpty(`${place.path} cannot be read as text, or is larger than 1 MB.`);
    this.handle.setCode(content);
    if (content) this.handle.reveal(place.startLine ?? 1);
  }
}

/** The file, unless it does not have any more what was found in it. */
function contentOf({ path, startLine, endLine, text }: ViewedPlace, file: string | undefined): CodeContent | undefined {
  const language = path.slice(path.lastIndexOf('.') + 1);
  const marked = startLine === undefined ? undefined : { startLine, endLine: endLine ?? startLine };
  if (file !== undefined && (text === undefined || hasStill(file, text, startLine ?? 1))) {
    return { text: file, language, marked };
  }
  return text === undefined ? undefined : { text, language, firstLine: startLine ?? 1 };
}

function hasStill(file: string, text: string, startLine: number): boolean {
  return isStillThere(text.trimEnd().split('\n'), file.split('\n'), startLine);
}

function titleOf({ path, startLine, endLine }: ViewedPlace): string {
  return startLine === undefined ? path : placeOf({ path, startLine, endLine: endLine ?? startLine });
}

/** A source as a place. */
export function placeOfSource({ path, startLine, endLine, text }: ChatSource): ViewedPlace {
  return { path, startLine, endLine, text };
}
