import { familyOfPath } from './language-families.js';

/** How files begin, where an answer is nothing but one. */
const beginnings: Readonly<Record<string, RegExp>> = {
  python:
    /^(?:from\s+\S+\s+import\b|import\s+\w|def\s|class\s|async\s+def\s|@\w|#|"""|'''|if\s+__name__|\w+\s*(?::\s*[^=]+)?=\s)/,
  javascript:
    /^(?:import\s|export\s|const\s|let\s|var\s|function\b|async\s+function|class\s|interface\s|type\s+\w+\s*=|enum\s|\/\/|\/\*|['"]use |<\w|module\.)/,
  json: /^[[{]/,
  yaml: /^(?:---|#|%YAML|- \S|["']?[\w./-]+["']?:(?:\s|$))/,
  config: /^(?:\[|#|;|[\w."-]+\s*=)/,
  env: /^(?:#|(?:export\s+)?\w+=)/,
  sql: /^(?:--|\/\*|(?:select|create|insert|update|delete|alter|drop|with|begin|set|grant|merge|truncate)\b(?=.*[\w*(]))/i,
  markdown: /^(?:#{1,6}\s+\S|---\s*$|<(?:h1|p|div|img|!--)|\[?!\[)/,
  shell: /^(?:#!|#|set\s+-|export\s|\w+=|(?:if|for|while)\s.*(?:;|\]))/,
  html: /^(?:<|\{%|\{\{)/,
  css: /^(?:[.#@:*][\w:[]|\/\*|[\w\s,.>-]+\{)/,
  docker: /^(?:FROM\s|ARG\s|#)/,
  make: /^(?:[\w.-]+\s*:?=|[\w./ -]+:(?:\s|$)|#|\.PHONY)/,
};
const anyBeginning =
  /[{};]\s*$|^(?:[<{[@]|#|\/\/|\/\*|--)|^[\w."-]+\s*(?:=|:=)\s*\S|^(?:package|use|using|import|include|module|func|fn|pub|public|class|namespace)\s.*\S/;

/** Explanations may stand in front of a file and behind it, hardly in it. */
const mostProse = 0.2;

/** What an answer says without fences: the text of the target where it looks like one. In Markdown fences belong to it. */
export class UnfencedText {
  readonly isDocument: boolean;
  readonly #beginning: RegExp | undefined;
  /** From its first line to the last that is no explanation. */
  #text = '';
  #tail = '';
  #lines = 0;
  #prose = 0;
  #tailProse = 0;
  #hasBegun = false;

  constructor(target: string) {
    const family = familyOfPath(target);
    this.isDocument = family === 'markdown';
    // Words alone are no sign of a file.
    this.#beginning = family === 'text' ? undefined : (beginnings[family ?? ''] ?? anyBeginning);
  }

  /** A line outside of fences; in a document any line. */
  push(line: string): void {
    const isProse = isSentence(line);
    this.#hasBegun ||= !isProse && this.#beginning?.test(line) === true;
    if (!this.#hasBegun) return;
    if (this.isDocument || (!isProse && line.trim() !== '')) {
      this.#text += `${this.#tail}${line}\n`;
      this.#lines += 1;
      this.#prose += this.#tailProse;
      this.#tail = '';
      this.#tailProse = 0;
    } else {
      this.#tail += `${line}\n`;
      if (isProse) this.#tailProse += 1;
    }
  }

  /** `undefined`: it does not look like a file. */
  text(): string | undefined {
    if (this.#lines === 0 || (!this.isDocument && this.#prose > this.#lines * mostProse)) return undefined;
    const text = this.isDocument ? this.#text.trimEnd() : this.#text;
    return text.endsWith('\n') ? text : `${text}\n`;
  }
}

/** A sentence for people: some words from the left edge on, without the signs of code. */
export function isSentence(line: string): boolean {
  if (!/^(?:[*_>-]+\s*)?["'(`]?\p{Lu}[\p{Ll}'’]*[ ,]/u.test(line) && !/^I\b/.test(line)) return false;
  const words = line.trim().split(/\s+/).length;
  if (words < 3 || /[;{}]\s*$/.test(line)) return false;
  return /[.!?:]["')*`]*\s*$/.test(line) || (words >= 8 && !/[=(){}[\];<>]/.test(line));
}
