import { execFile, execFileSync } from 'node:child_process';
import type { RankedPlace, Retriever } from '../retriever.js';
import { plainWords } from './words.js';

const depth = 200;

/** How often each word of a query was found in something. */
type Hits = Map<string, number>;

/** Whether ripgrep is installed; the comparison is left out where it is not. */
export function hasRipgrep(): boolean {
  try {
    execFileSync('rg', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * What people do without an index: `rg` for every word of the query, ordered by how many different words were found and then by
 * how often. Answers are files, or the passages in which the hits are.
 */
export class Ripgrep implements Retriever {
  readonly name = 'ripgrep';
  readonly #tree: string;
  readonly #passages = new Map<string, RankedPlace[]>();
  readonly #answers: 'file' | 'place';

  constructor(tree: string, passages: readonly RankedPlace[], answers: 'file' | 'place') {
    this.#tree = tree;
    this.#answers = answers;
    for (const passage of passages) {
      const inFile = this.#passages.get(passage.path);
      if (inFile) inFile.push(passage);
      else this.#passages.set(passage.path, [passage]);
    }
  }

  async search(query: string): Promise<readonly RankedPlace[]> {
    const words = [...new Set(plainWords(query))].filter((word) => word.length > 1);
    if (words.length === 0) return [];
    const hits = new Map<RankedPlace, Hits>();
    for (const [path, line, word] of parse(await this.#run(words))) {
      const place = this.#placeOf(path, line);
      if (!place) continue;
      const found = hits.get(place) ?? new Map<string, number>();
      hits.set(place, found.set(word, (found.get(word) ?? 0) + 1));
    }
    return [...hits]
      .map(([place, found]) => ({ place, words: found.size, count: [...found.values()].reduce((a, b) => a + b, 0) }))
      .sort((a, b) => b.words - a.words || b.count - a.count || (a.place.path < b.place.path ? -1 : 1))
      .slice(0, depth)
      .map(({ place }) => place);
  }

  /** A file stands for its first passage: only files of the index are compared. */
  #placeOf(path: string, line: number): RankedPlace | undefined {
    const passages = this.#passages.get(path);
    if (this.#answers === 'file') return passages?.[0];
    return passages?.find(({ startLine, endLine }) => startLine <= line && endLine >= line);
  }

  #run(words: readonly string[]): Promise<string> {
    const patterns = words.flatMap((word) => ['-e', word]);
    const form = [
      '--fixed-strings',
      '--ignore-case',
      '--only-matching',
      '--no-heading',
      '--line-number',
      '--hidden',
      '--null',
    ];
    return new Promise((resolve, reject) => {
      const options = { cwd: this.#tree, maxBuffer: 1 << 30 };
      execFile('rg', ['--no-config', ...form, ...patterns, './'], options, (error, stdout, stderr) => {
        // 1: nothing found.
        if (error && error.code !== 1 && stdout === '') reject(new Error(`rg: ${stderr}`));
        else resolve(stdout);
      });
    });
  }
}

/** Lines `./path\0line:match`. */
function* parse(output: string): Generator<[path: string, line: number, word: string]> {
  for (const [, path = '', line, word = ''] of output.matchAll(/^\.\/([^\0\n]+)\0(\d+):(.*)$/gm)) {
    yield [path, Number(line), word.toLowerCase()];
  }
}
