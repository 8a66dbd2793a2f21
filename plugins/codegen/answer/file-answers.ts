import type { DiffBlock, EditBlock } from './answer-block.js';
import type { FileAnswer, TextEdit } from './parsed-answer.js';

interface Edits {
  readonly kind: 'edits';
  readonly path: string;
  isComplete: boolean;
  readonly edits: TextEdit[];
}

/** Collects what an answer says of its files; all edits of one file are one. */
export class FileAnswers {
  readonly #files: (FileAnswer | Edits)[] = [];
  readonly #edits = new Map<string, Edits>();

  add(file: FileAnswer): void {
    this.#files.push(file);
  }

  addEdit(path: string, { edit, isBroken }: EditBlock): void {
    if (isBroken) return this.#refuse(path, 'an edit in the answer has no end');
    const edits = this.#editsOf(path);
    if (edit) edits.edits.push(edit);
    else edits.isComplete = false;
  }

  addDiff({ path, diff, isClosed }: DiffBlock, target: string, isEnded: boolean): void {
    for (const file of diff.files()) {
      const own = file.path ?? path ?? target;
      if (file.unsupported !== undefined) {
        this.#refuse(own, file.unsupported);
      } else if (file.edits.length > 0) {
        const edits = this.#editsOf(own);
        edits.edits.push(...file.edits);
        edits.isComplete &&= isClosed || isEnded;
      }
    }
  }

  all(): readonly FileAnswer[] {
    return this.#files;
  }

  #refuse(path: string, reason: string): void {
    this.#files.push({ kind: 'unsupported', path, isComplete: true, reason });
  }

  #editsOf(path: string): Edits {
    let edits = this.#edits.get(path);
    if (!edits) {
      edits = { kind: 'edits', path, isComplete: true, edits: [] };
      this.#edits.set(path, edits);
      this.#files.push(edits);
    }
    return edits;
  }
}
