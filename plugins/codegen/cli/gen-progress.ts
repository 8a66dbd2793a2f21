import type { Disposable, PluginContext, TextSink } from 'devmgr/plugin-api';
import type { GenerateEvent, RefusedFile, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { TestRunState } from 'devmgr/plugin-api/contracts/test-runs';
import type { Round, RoundEvent } from '../verify/round.js';
import { roundName } from '../verify/rounds/round-name.js';
import { leftOutText } from './left-out-text.js';
import { countText, durationText, tokenText } from './number-text.js';
import { oneLine } from './one-line.js';
import { printNotes } from './print-notes.js';
import { StatusLine } from './status-line.js';
import { targetText } from './target-text.js';
import { roundText } from './round-text.js';

/** Items of the context that are named. */
const mostItems = 8;

export interface ProgressOptions {
  readonly stderr: TextSink;
  /** Only the status line: what is printed for people is in the document. */
  readonly isQuiet: boolean;
  /** Whether answers are tested. */
  readonly tests: boolean;
  readonly mostRounds: number;
  readonly context: Pick<PluginContext, 'text' | 'clock'>;
}

/** Tells on stderr what goes on: what stays in lines, what changes in a line of its own on a terminal. */
export class GenProgress implements Disposable {
  readonly #options: ProgressOptions;
  readonly #status: StatusLine;
  readonly #paint: TextSink['paint'];
  /** Notes that were printed: those of the context come again with the answer. */
  readonly #told = new Set<string>();
  #round = 0;
  /** Of the answer that comes; `undefined`: nothing has come. */
  #lines: number | undefined;

  constructor(options: ProgressOptions) {
    this.#options = options;
    this.#paint = options.stderr.paint;
    this.#status = new StatusLine(options.stderr, options.context);
    this.#status.say('gathering context');
  }

  take(event: RoundEvent): void {
    switch (event.type) {
      case 'round-start':
        this.#round = event.number;
        return event.number > 1 ? this.#tellAgain(event.refused) : undefined;
      case 'verify-start':
        this.#say(`choosing tests: ${event.choice.reason}`);
        return this.#printLine(`tests  ${this.#paint('muted', this.#clean(event.choice.reason))}`);
      case 'verify-copy':
        return this.#say(`copying the project ${event.progress.done}/${event.progress.total}`, true);
      case 'verify-state':
        return this.#say(testingText(event.state), true);
      case 'verify-before':
        return this.#say(
          `without the change: ${event.state ? testingText(event.state) : 'did that fail before?'}`,
          true,
        );
      case 'round-end':
        return this.#tellRound(event.round);
      default:
        return this.#takeGenerating(event);
    }
  }

  /** What the person should know, once. */
  note(text: string): void {
    this.#tell([text]);
  }

  /** Of tests that were run outside of rounds. */
  say(text: string, isSame = false): void {
    this.#say(text, isSame);
  }

  /** Writes whole lines, which stay. */
  print(write: () => void): void {
    this.#status.print(write);
  }

  dispose(): void {
    this.#status.dispose();
  }

  #takeGenerating(event: GenerateEvent): void {
    switch (event.type) {
      case 'context-end':
        // That of later rounds is the same.
        return this.#round > 1 ? undefined : this.#tellContext(event.items, event.notes);
      case 'attempt-start':
        this.#lines = undefined;
        return this.#say(`asking ${targetText(event.target)}`);
      case 'attempt-fail': {
        const again = event.retryInMs === undefined ? '' : `; once more in ${durationText(event.retryInMs)}`;
        return this.#tell([`${targetText(event.target)}: ${event.error.message}${again}`]);
      }
      case 'text-delta':
        return this.#tellWriting(event.text);
      case 'generation-end':
        return this.#tell(event.generation.notes);
    }
  }

  #tellWriting(text: string): void {
    const isFirst = this.#lines === undefined;
    this.#lines = (this.#lines ?? 0) + text.split('\n').length - 1;
    this.#say(`writing, ${countText(this.#lines, 'line')}`, !isFirst);
  }

  #tellContext(items: readonly SentContextItem[], notes: readonly string[]): void {
    const sent = items.filter(({ leftOut }) => leftOut === undefined);
    const tokens = sent.reduce((sum, item) => sum + item.tokens, 0);
    const left = items.length - sent.length;
    if (items.length > 0)
      this.#printLine(
        `context  ${countText(sent.length, 'piece')}, about ${tokenText(tokens)} tokens${left > 0 ? `; ${left} left out` : ''}`,
      );
    for (const { title, reason, tokens: count } of sent.slice(0, mostItems)) {
      const why = this.#paint('muted', `${this.#clean(reason)}  ${tokenText(count)}`);
      this.#printLine(`  ${this.#paint('accent', this.#clean(title))}  ${why}`);
    }
    if (sent.length > mostItems)
      this.#printLine(`  ${this.#paint('muted', `and ${sent.length - mostItems} more: --show-prompt shows them`)}`);
    const out = leftOutText(items);
    if (out !== undefined) this.#printLine(`  ${this.#paint('muted', this.#clean(out))}`);
    this.#tell(notes);
  }

  #tellAgain(refused: readonly RefusedFile[] | undefined): void {
    if (!refused || this.#options.tests) return this.#say('asking again, with what failed');
    this.#printLine(this.#paint('muted', 'asking again, with what did not fit'));
    this.#say('asking again, with what did not fit');
  }

  #tellRound(round: Round): void {
    const { number, verification, generation } = round;
    const { refused } = generation;
    // One answer that fits is nothing to be told of.
    if (this.#options.tests || number > 1 || refused.length > 0 || generation.isStopped) {
      const isGood = verification
        ? verification.verdict === 'passed'
        : refused.length === 0 && generation.files.length > 0;
      const style = isGood && !generation.isStopped && !round.isUnchanged ? 'success' : 'error';
      this.#printLine(`${roundName(number)}  ${this.#paint(style, this.#clean(roundText(round)))}`);
    }
    this.#tell(refused.map(({ path, reason }) => `${path}: ${reason}`));
  }

  #tell(notes: readonly string[]): void {
    const { isQuiet, stderr, context } = this.#options;
    const fresh = notes.filter((note) => !this.#told.has(note));
    for (const note of fresh) this.#told.add(note);
    if (!isQuiet && fresh.length > 0) this.#status.print(() => printNotes(fresh, stderr, context.text));
  }

  #printLine(line: string): void {
    const { isQuiet, stderr } = this.#options;
    if (!isQuiet) this.#status.print(() => stderr.write(`${line}\n`));
  }

  #say(text: string, isSame = false): void {
    const round =
      this.#round > 1
        ? `${roundName(this.#round)}${this.#options.tests ? ` of ${this.#options.mostRounds}` : ''}: `
        : '';
    this.#status.say(`${round}${text}`, isSame);
  }

  #clean(text: string): string {
    return oneLine(text, this.#options.context.text);
  }
}

/** `testing 12/40, 1 failed`. A test that passes and then fails to clean up has two outcomes: that makes no test more. */
export function testingText({ status, counts, total }: TestRunState): string {
  if (status !== 'running' && status !== 'finished') return 'collecting tests';
  const { passed, failed, errors, skipped, xfailed, xpassed } = counts;
  const done = Math.min(total ?? Infinity, passed + failed + errors + skipped + xfailed + xpassed);
  const bad = failed + errors;
  return `testing ${done}${total === undefined ? '' : `/${total}`}${bad > 0 ? `, ${bad} failed` : ''}`;
}
