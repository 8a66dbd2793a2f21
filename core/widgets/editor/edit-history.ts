/** What a step does to a text: `inserted` in the place of `removed`, which begins at `from`. */
export interface EditStep {
  readonly from: number;
  readonly removed: string;
  readonly inserted: string;
  readonly kind: EditKind;
  /** Cursor and other end of the selection before the step. */
  readonly before: EditPlace;
}

/** Neighbouring steps of one kind are undone together; every `other` step stands alone. */
export type EditKind = 'type' | 'backspace' | 'delete' | 'other';

export interface EditPlace {
  readonly cursor: number;
  readonly anchor: number | undefined;
}

const MOST_STEPS = 2000;
/** Characters that all steps hold together. */
const MOST_TEXT = 20_000_000;

/** Steps that can be undone and redone. */
export class EditHistory {
  #done: EditStep[] = [];
  #undone: EditStep[] = [];
  #size = 0;
  #isSealed = true;

  /** There is a step in either direction. */
  get hasSteps(): boolean {
    return this.#done.length > 0 || this.#undone.length > 0;
  }

  /** Whatever comes next is a step of its own. */
  seal(): void {
    this.#isSealed = true;
  }

  add(step: EditStep): void {
    const last = this.#done.at(-1);
    const joined = last && !this.#isSealed ? join(last, step) : undefined;
    if (joined) this.#done[this.#done.length - 1] = joined;
    else this.#done.push(step);
    this.#undone = [];
    this.#isSealed = false;
    this.#size += sizeOf(step);
    this.#forgetOldest();
  }

  undo(): EditStep | undefined {
    const step = this.#done.pop();
    if (step) this.#undone.push(step);
    this.#isSealed = true;
    return step;
  }

  redo(): EditStep | undefined {
    const step = this.#undone.pop();
    if (step) this.#done.push(step);
    this.#isSealed = true;
    return step;
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#size = 0;
    this.#isSealed = true;
  }

  #forgetOldest(): void {
    while (this.#done.length > 1 && (this.#done.length > MOST_STEPS || this.#size > MOST_TEXT)) {
      const gone = this.#done.shift();
      if (gone) this.#size -= sizeOf(gone);
    }
  }
}

const sizeOf = (step: EditStep) => step.removed.length + step.inserted.length;

/** Two steps as one, when a person takes them for one: a word being typed, a row of backspaces. */
function join(last: EditStep, next: EditStep): EditStep | undefined {
  if (last.kind !== next.kind) return undefined;
  if (next.kind === 'type') return joinTyped(last, next);
  if (next.kind === 'backspace' && next.from + next.removed.length === last.from) {
    return { ...last, from: next.from, removed: next.removed + last.removed };
  }
  if (next.kind === 'delete' && next.from === last.from) return { ...last, removed: last.removed + next.removed };
  return undefined;
}

/** A word begins a new step, so that undoing takes words. */
function joinTyped(last: EditStep, next: EditStep): EditStep | undefined {
  if (next.removed !== '' || next.from !== last.from + last.inserted.length) return undefined;
  const beginsWord = /\s$/.test(last.inserted) && /^\S/.test(next.inserted);
  return beginsWord ? undefined : { ...last, inserted: last.inserted + next.inserted };
}
