import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { CodeMatch } from 'devmgr/plugin-api/contracts/code-index';
import { languageOf } from '../../generate/language-of.js';
import type { ProjectView } from '../view/project-view.js';
import { meaningfulWords, wordsOf } from '../view/words.js';
import type { ContextSource } from './context-source.js';

const mostMatches = 8;
const mostChars = 4_000;
const longestPrompt = 2_000;
const [best, worst] = [0.62, 0.3];
/** Of what shares no word with the prompt that says anything. */
const leastMeaning = 0.4;
/** What of them counts for code is among the rules of the project. */
const isManifest = /(?:^|\/)(?:pyproject\.toml|setup\.cfg|package\.json|tsconfig[^/]*\.json)$/;

/** Code that the prompt is about, as the code index finds it. What has changed since it was indexed is left out. */
export const codeSearch: ContextSource = async (view) => {
  if (!view.index) return [];
  const words = [...wordsOf(view.target.path)].join(' ');
  const query = plain(`${view.prompt.slice(0, longestPrompt)} ${words}`);
  const { matches } = await view.index.search(query, { limit: mostMatches, signal: view.signal });
  const isCode = /\.(?:pyi?|[cm]?[jt]sx?)$/.test(view.target.path);
  const fitting = matches.filter((match) => isTelling(match) && !(isCode && isManifest.test(match.path)));
  const items = await Promise.all(fitting.map((match, rank) => itemOf(view, match, rank)));
  return items.filter((item) => item !== undefined);
};

/** Found by more than words that stand in every project, or by what it means. */
function isTelling({ reasons }: CodeMatch): boolean {
  return reasons.some((reason) => {
    const [, words] = /^words: (.*)$/.exec(reason) ?? [];
    if (words !== undefined) return meaningfulWords(words).size > 0;
    const meaning = /^meaning (\d\.\d+)$/.exec(reason)?.[1];
    return meaning === undefined || Number(meaning) >= leastMeaning;
  });
}

/** Words with a colon are filters of the index, quotes and a dash before a word as well. */
function plain(text: string): string {
  return text.replace(/[:"]/g, ' ').replace(/(^|\s)-+(?=\S)/g, '$1');
}

async function itemOf(view: ProjectView, match: CodeMatch, rank: number): Promise<CodeContextItem | undefined> {
  const { path, text, startLine, endLine, symbol, reasons } = match;
  if (text.length > mostChars || text.trim() === '') return undefined;
  const now = await view.read(path);
  if (!now?.includes(text.replace(/\r\n?/g, '\n').trimEnd())) return undefined;
  return {
    id: `file:${path}:${startLine}-${endLine}`,
    title: symbol === undefined ? `${path}:${startLine}-${endLine}` : `${path} ${symbol}`,
    reason: reasons[0] ?? 'found by the prompt',
    text,
    path,
    startLine,
    language: languageOf(path),
    value: best - ((best - worst) * rank) / mostMatches,
  };
}
