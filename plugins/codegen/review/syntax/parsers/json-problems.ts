import type { CodeProblem } from 'devmgr/plugin-api/contracts/code-generator';
import { textPlace } from '../text-place.js';
import { JsonScanner, type JsonText } from './json-scanner.js';

const MOST = 50;

/** A list or an object that is open. */
interface Container {
  readonly end: '}' | ']';
  readonly at: number;
  readonly keys: Set<string> | undefined;
}

/** What may come next. */
type Awaited = 'value' | 'key' | 'colon' | 'comma';

/**
 * Mistakes of a JSON text (RFC 8259): the first one that leaves open how it goes on, and before that keys that are there twice, comments
 * and commas at the end. `isLoose`: comments and commas at the end are allowed, as in tsconfig.json, and nothing at all is.
 */
export function jsonProblems(text: string, options: { readonly isLoose: boolean }): readonly CodeProblem[] {
  return new JsonCheck(text, options.isLoose).run();
}

class JsonCheck {
  readonly #text: string;
  readonly #isLoose: boolean;
  readonly #scanner: JsonScanner;
  readonly #open: Container[] = [];
  readonly #problems: { readonly at: number; readonly message: string }[] = [];
  #awaited: Awaited = 'value';
  /** Of a comma that nothing has followed yet. */
  #commaAt: number | undefined;
  #isOver = false;

  constructor(text: string, isLoose: boolean) {
    this.#text = text;
    this.#isLoose = isLoose;
    this.#scanner = new JsonScanner(text);
  }

  run(): readonly CodeProblem[] {
    while (!this.#isOver && this.#problems.length < MOST) this.#step();
    return this.#problems.map(({ at, message }) => ({ ...textPlace(this.#text, at), message }));
  }

  #step(): void {
    const token = this.#scanner.next();
    if (token.kind === 'comment') return this.#isLoose ? undefined : this.#note(token.at, 'JSON has no comments');
    if (token.kind === 'wrong') return this.#stop(token.at, token.message);
    if (token.kind === 'end') return this.#end(token.at);
    if (this.#open.length === 0 && this.#awaited === 'comma') {
      return this.#stop(token.at, 'nothing may follow after the end of the value');
    }
    const container = this.#open.at(-1);
    if (token.text === container?.end && this.#mayClose()) return this.#close();
    if (this.#awaited === 'value') return this.#value(token);
    if (this.#awaited === 'key') return this.#key(token, container);
    this.#awaited = this.#mark(token, container);
  }

  #value({ kind, text, at }: JsonText): void {
    this.#commaAt = undefined;
    if (text === '{' || text === '[') {
      this.#open.push({ end: text === '{' ? '}' : ']', at, keys: text === '{' ? new Set() : undefined });
      this.#awaited = text === '{' ? 'key' : 'value';
    } else if (kind === 'mark') this.#stop(at, `expected a value, found ${shown(text)}`);
    else this.#awaited = 'comma';
  }

  #key({ kind, text, at }: JsonText, container: Container | undefined): void {
    this.#commaAt = undefined;
    if (kind !== 'string') return this.#stop(at, `expected a key in double quotes, found ${shown(text)}`);
    const key = JSON.parse(text) as string;
    if (container?.keys?.has(key)) this.#note(at, `the key ${shown(text)} is there twice`);
    container?.keys?.add(key);
    this.#awaited = 'colon';
  }

  /** A colon or a comma. */
  #mark({ text, at }: JsonText, container: Container | undefined): Awaited {
    if (this.#awaited === 'colon') {
      if (text !== ':') this.#stop(at, `expected : after the key, found ${shown(text)}`);
      return 'value';
    }
    if (text !== ',') this.#stop(at, `expected , or ${container?.end ?? ''}, found ${shown(text)}`);
    this.#commaAt = at;
    return container?.keys ? 'key' : 'value';
  }

  #mayClose(): boolean {
    const container = this.#open.at(-1);
    if (this.#awaited === 'comma') return true;
    return this.#awaited === (container?.keys ? 'key' : 'value');
  }

  #close(): void {
    const container = this.#open.pop();
    if (this.#commaAt !== undefined && !this.#isLoose) {
      this.#note(this.#commaAt, `no comma may stand before ${container?.end ?? ''}`);
    }
    this.#commaAt = undefined;
    this.#awaited = 'comma';
  }

  #end(at: number): void {
    const container = this.#open.at(-1);
    if (container) {
      const { line } = textPlace(this.#text, container.at);
      const what = container.end === '}' ? 'object' : 'list';
      return this.#stop(at, `the ${what} that begins in line ${line} has no end`);
    }
    if (this.#awaited === 'value' && !this.#isLoose) this.#note(at, 'expected a value: the file is empty');
    this.#isOver = true;
  }

  #note(at: number, message: string): void {
    this.#problems.push({ at, message });
  }

  #stop(at: number, message: string): void {
    this.#note(at, message);
    this.#isOver = true;
  }
}

/** A token in a message. */
function shown(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
