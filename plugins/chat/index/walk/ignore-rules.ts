import ignore, { type Ignore } from 'ignore';
import { rebasePattern } from './rebase-pattern.js';

/** `included`: named by a `!` pattern, itself or a folder that it lies in. */
export type Verdict = 'ignored' | 'included' | undefined;

const options = { ignorecase: process.platform === 'win32' || process.platform === 'darwin' };

/**
 * The patterns of nested ignore files (gitignore(5)). Immutable: a folder with an ignore file has rules of its own, made of
 * those of its parent. As in git the last pattern that matches decides, deeper files come later, and nothing is found again
 * inside an ignored folder.
 */
export class IgnoreRules {
  readonly #chain: Ignore;
  readonly #all: Ignore;
  readonly #included: readonly string[];
  readonly #includes: Ignore;

  private constructor(
    chain: Ignore,
    included: readonly string[],
    /** They come after all others, as settings do. */
    readonly last: readonly string[],
  ) {
    this.#chain = chain;
    this.#all = last.length === 0 ? chain : ignore(options).add(chain).add(last);
    this.#included = included;
    this.#includes = ignore(options).add(included);
  }

  static create(last: readonly string[] = []): IgnoreRules {
    return new IgnoreRules(ignore(options), includedBy(last, ''), rebased(last, ''));
  }

  /** With the text of an ignore file. `folder`: where it lies, empty or ending with `/`. */
  withFile(folder: string, text: string): IgnoreRules {
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    const chain = ignore(options).add(this.#chain).add(rebased(lines, folder));
    return new IgnoreRules(chain, [...this.#included, ...includedBy(lines, folder)], this.last);
  }

  /** `path` from the root; folders end with `/`. */
  verdict(path: string): Verdict {
    if (this.#all.test(path).ignored) return 'ignored';
    return this.#included.length > 0 && this.#includes.ignores(path) ? 'included' : undefined;
  }

  /** Whether a `!` pattern names the folder as one on the way to what it means: `vendor/` in `!vendor/ours/`. */
  mayIncludeBelow(folder: string): boolean {
    const name = folder.split('/').at(-2) ?? '';
    return this.#included.some((pattern) => pattern.split('/').slice(0, -1).includes(name));
  }
}

function rebased(lines: readonly string[], folder: string): string[] {
  return lines.map((line) => rebasePattern(line, folder)).filter((line) => line !== undefined);
}

/** What the `!` patterns name. `!*` and the like are how everything is let through again: they name nothing. */
function includedBy(lines: readonly string[], folder: string): string[] {
  const naming = lines.filter((line) => line.startsWith('!') && /[^*/! ]/.test(line));
  return rebased(naming, folder).map((line) => line.slice(1).replace(/^[#!]/, String.raw`\$&`));
}
