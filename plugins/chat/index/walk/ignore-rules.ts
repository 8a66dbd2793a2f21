import { parseIgnorePattern, type IgnorePattern } from './patterns/ignore-pattern.js';

/** `included`: named by a `!` pattern. What lies in such a folder is not told: it is a matter of who walks. */
export type Verdict = 'ignored' | 'included' | undefined;

/** The patterns of one file, last first. */
interface RuleFile {
  /** Where it lies: empty or ending with `/`. */
  readonly folder: string;
  readonly patterns: readonly IgnorePattern[];
}

/** Of one file; what comes after them is as if it were not there. */
const mostLines = 5_000;
/** For one name, a millisecond or two. Ordinary files need a thousandth; hostile ones would keep the walk for hours. */
const mostWork = 500_000;

const options = { ignoreCase: process.platform === 'win32' || process.platform === 'darwin' };

/**
 * The patterns of nested ignore files (gitignore(5)). Immutable: a folder with an ignore file has rules of its own, made of
 * those of its parent. As in git the last pattern that matches decides, and deeper files come later. Who walks does not go into
 * an ignored folder, so only the path itself is looked at.
 */
export class IgnoreRules {
  private constructor(
    /** Deepest first. */
    readonly files: readonly RuleFile[],
    /** They come after all others, as settings do. */
    readonly last: RuleFile,
  ) {}

  static create(last: readonly string[] = []): IgnoreRules {
    return new IgnoreRules([], { folder: '', patterns: parse(last) });
  }

  /** With the text of an ignore file. `folder`: where it lies, empty or ending with `/`. */
  withFile(folder: string, text: string): IgnoreRules {
    const patterns = parse(text.replace(/^\uFEFF/, '').split('\n'));
    return patterns.length === 0 ? this : new IgnoreRules([{ folder, patterns }, ...this.files], this.last);
  }

  /** `path` from the root; folders end with `/`. Paths beside the folder of an ignore file are not its matter. */
  verdict(path: string): Verdict {
    const isFolder = path.endsWith('/');
    const plain = isFolder ? path.slice(0, -1) : path;
    const name = plain.slice(plain.lastIndexOf('/') + 1);
    const work = { left: mostWork };
    let isLetThrough = false;
    for (const file of [this.last, ...this.files]) {
      if (!plain.startsWith(file.folder)) continue;
      const inner = plain.slice(file.folder.length);
      for (const pattern of file.patterns) {
        // `!*` lets through what was ignored before it, but does not name anything.
        if (isLetThrough && !(pattern.isNegated && pattern.named !== undefined)) continue;
        if (work.left < 0) return undefined;
        if (!pattern.matches(inner, name, isFolder, work)) continue;
        if (!pattern.isNegated) return 'ignored';
        if (pattern.named !== undefined) return 'included';
        isLetThrough = true;
      }
    }
    return undefined;
  }

  /** Whether a `!` pattern names the folder as one on the way to what it means: `vendor/` in `!vendor/ours/`. */
  mayIncludeBelow(folder: string): boolean {
    const name = folder.split('/').at(-2) ?? '';
    return [this.last, ...this.files].some((file) => file.patterns.some((pattern) => isOnTheWay(name, pattern)));
  }
}

function isOnTheWay(name: string, pattern: IgnorePattern): boolean {
  const way = pattern.isNegated ? pattern.named?.replace(/\/$/, '').split('/').slice(0, -1) : undefined;
  return way?.includes(name) === true;
}

/** Last first. */
function parse(lines: readonly string[]): readonly IgnorePattern[] {
  const patterns = lines.slice(0, mostLines).map((line) => parseIgnorePattern(line.replace(/\r$/, ''), options));
  return patterns.filter((pattern) => pattern !== undefined).reverse();
}
