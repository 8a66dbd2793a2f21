import type { EntryStore } from './entry-store.js';
import { withoutHidden } from './hidden-characters.js';
import { QuotedOutput } from './quoted-output.js';
import { recogniseLine, type RecognisedLine } from './recognise-line.js';
import { TestLines, type Told } from './test-lines.js';
import { JOIN_WITHIN_MS, TracebackJoiner, type LineRole } from './traceback-joiner.js';

/** A longer traceback goes on in a second entry. */
const MOST_LINES = 500;
const MOST_CHARACTERS = 256 * 1024;

interface ToldLine extends Told {
  readonly text: string;
}

/** One of the two outputs of one program. */
interface Stream {
  readonly joiner: TracebackJoiner;
  readonly quoted: QuotedOutput;
  /** The entry that the next line may belong to: an error, or a traceback that is not at its end. */
  open: { seq: number; lines: number; at: number; touched: number } | undefined;
  blanks: number;
}

/** Turns lines of programs into entries: levels are recognised, tracebacks stay together. Blank lines are left out. */
export class LineIntake {
  readonly #store: EntryStore;
  readonly #redactJoined: (before: string, line: string) => string;
  readonly #redact: (text: string) => string;
  readonly #now: () => number;
  readonly #streams = new Map<string, { stdout: Stream; stderr: Stream }>();
  /** By source. */
  readonly #testLines = new Map<string, TestLines>();

  constructor(options: {
    readonly store: EntryStore;
    redact(text: string): string;
    /** Redacts a redacted text together with the line that is put after it. */
    redactJoined(before: string, line: string): string;
    now(): number;
  }) {
    this.#store = options.store;
    this.#redact = options.redact;
    this.#redactJoined = options.redactJoined;
    this.#now = options.now;
  }

  line(source: string, text: string, stream: 'stdout' | 'stderr', at: number): void {
    const state = this.#stream(source, stream);
    const clean = withoutHidden(text);
    const line = recognised(clean, state.quoted.accept(clean, at));
    const wasOpen = state.joiner.isOpen();
    const role = state.joiner.accept(line.message, line.isRecord, at, line.level !== undefined);
    if (role === 'pending' || clean.trim() === '') {
      state.blanks += 1;
      return;
    }
    // A record of another thread between two frames stands alone and does not end the traceback.
    const isBetween = role === 'alone' && wasOpen && state.joiner.isOpen();
    const seq = isBetween ? this.#add(source, line, at) : this.#take(state, source, line, role, at);
    state.blanks = 0;
    const test = this.#testLinesOf(source).line(clean, seq, at);
    if (test !== undefined) this.#store.setTest(seq, test);
  }

  /** A line of the source belongs to a test; it may have come already, or is about to. */
  attribute(source: string, { text, test, at, stream }: ToldLine): void {
    const line = withoutHidden(this.#redact(text));
    if (line.trim() === '') return;
    const known = this.#redact(test);
    const seq = this.#testLinesOf(source).attribute(line, { test: known, at, stream });
    if (seq !== undefined) this.#store.setTest(seq, known);
  }

  /** Entries before this number will not change any more. */
  settledBefore(): number {
    let settled = this.#store.end;
    const now = this.#now();
    for (const { stdout, stderr } of this.#streams.values()) {
      for (const { open } of [stdout, stderr]) {
        if (open && now - open.touched <= JOIN_WITHIN_MS) settled = Math.min(settled, open.seq);
      }
    }
    for (const lines of this.#testLines.values()) settled = Math.min(settled, lines.unsettledFrom(now));
    return settled;
  }

  #testLinesOf(source: string): TestLines {
    const known = this.#testLines.get(source);
    if (known) return known;
    const made = new TestLines();
    this.#testLines.set(source, made);
    return made;
  }

  /** The number of the entry. */
  #take(state: Stream, source: string, line: RecognisedLine, role: LineRole, at: number): number {
    const joins = role === 'part' || (role === 'head' && state.open !== undefined && state.open.lines === 1);
    if (joins && state.open && this.#grow(state, line.message, at)) return state.open.seq;
    const entry = role === 'alone' ? line : { ...line, level: line.level ?? 'error' };
    const seq = this.#add(source, entry, at);
    const mayGrow = entry.level === 'error' || role !== 'alone';
    state.open = mayGrow ? { seq, lines: countLines(line.message), at, touched: this.#now() } : undefined;
    return seq;
  }

  #add(source: string, { level, message }: RecognisedLine, at: number): number {
    return this.#store.add(source, level ?? 'info', this.#redact(message), at);
  }

  #grow(state: Stream, line: string, at: number): boolean {
    const { open } = state;
    if (!open || at - open.at > JOIN_WITHIN_MS || open.lines + state.blanks >= MOST_LINES) return false;
    const before = this.#store.at(open.seq)?.message;
    if (before === undefined || before.length + line.length > MOST_CHARACTERS) return false;
    const message = this.#redactJoined(before, '\n'.repeat(state.blanks) + line);
    open.lines += state.blanks + 1;
    open.at = at;
    open.touched = this.#now();
    return this.#store.grow(open.seq, message);
  }

  #stream(source: string, stream: 'stdout' | 'stderr'): Stream {
    let streams = this.#streams.get(source);
    if (!streams) {
      const create = (): Stream => ({
        joiner: new TracebackJoiner(),
        quoted: new QuotedOutput(),
        open: undefined,
        blanks: 0,
      });
      streams = { stdout: create(), stderr: create() };
      this.#streams.set(source, streams);
    }
    return streams[stream];
  }
}

/** What is quoted stays as it is and is no error, not even a traceback. */
function recognised(line: string, isQuoted: boolean): RecognisedLine {
  const own = recogniseLine(line);
  return isQuoted ? { ...own, level: 'info', message: line } : own;
}

function countLines(text: string): number {
  return text.includes('\n') ? text.split('\n').length : 1;
}
