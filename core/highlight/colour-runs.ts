import type { HLJSApi, LanguageFn } from 'highlight.js';
import { runStyles } from './run-styles.js';
import { styleOfScope } from './style-of-scope.js';

/** Pairs of a length in UTF-16 code units and an index of `runStyles`, one after the other, for a whole text. */
export type ColourRuns = Uint32Array;

/** What the token tree of highlight.js looks like: the emitter of a result has it. */
interface TokenNode {
  readonly scope?: string;
  readonly children: readonly (TokenNode | string)[];
}

/** Languages that stand inside others. What is not here is shown without colours there. */
const inside: Readonly<Record<string, readonly string[]>> = {
  xml: ['css', 'javascript'],
  markdown: ['xml'],
  django: ['xml', 'css', 'javascript'],
  shell: ['bash'],
  dockerfile: ['bash'],
  'python-repl': ['python'],
};

/**
 * Colours a text with a grammar's own name (see languages.ts). Takes its time (about a millisecond for every 400
 * characters at first): not for the main thread. Loads highlight.js and the grammar when they are first needed.
 */
export async function colourRuns(text: string, language: string): Promise<ColourRuns> {
  const { default: hljs } = await import('highlight.js/lib/core');
  for (const name of [language, ...(inside[language] ?? [])]) await load(hljs, name);
  const result = hljs.highlight(text, { language, ignoreIllegals: true });
  const { rootNode } = result._emitter as unknown as { readonly rootNode: TokenNode };
  const pairs: number[] = [];
  collect(rootNode, 0, pairs);
  return Uint32Array.from(pairs);
}

async function load(hljs: HLJSApi, name: string): Promise<void> {
  if (hljs.getLanguage(name)) return;
  const grammar = (await import(`highlight.js/lib/languages/${name}`)) as { readonly default: LanguageFn };
  hljs.registerLanguage(name, grammar.default);
}

function collect(node: TokenNode, around: number, pairs: number[]): void {
  const style = node.scope === undefined ? undefined : styleOfScope(node.scope);
  const number = style === undefined ? around : runStyles.indexOf(style);
  for (const child of node.children) {
    if (typeof child !== 'string') collect(child, number, pairs);
    else if (pairs.length > 1 && pairs.at(-1) === number) pairs[pairs.length - 2] = (pairs.at(-2) ?? 0) + child.length;
    else pairs.push(child.length, number);
  }
}
