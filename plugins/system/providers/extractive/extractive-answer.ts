import type { AiRequest, AiSource } from 'devmgr/plugin-api/contracts/ai';
import { bestLines } from './best-lines.js';
import { questionWords } from './question-words.js';
import { quotation } from './quotation.js';
import { rankSources } from './rank-sources.js';

const LABEL = 'Not a language model (local/extractive): it writes nothing of its own and only quotes code.';
const MOST_QUOTATIONS = 5;

/** The lines of the answer to the last message of the user. All of them but the quoted ones are the same for every question. */
export function extractiveAnswer({ messages, sources }: AiRequest): readonly string[] {
  const question = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const quoted = sources === undefined ? [] : quotations(sources, questionWords(question));
  if (quoted.length > 0)
    return [LABEL, ...quoted, '', 'For an answer in words, see which models can be had: devmgr providers'];
  const lack = sources === undefined ? 'No code came with this question.' : 'No code was found for this question.';
  return [LABEL, lack, '', ...WHAT_HELPS];
}

const WHAT_HELPS: readonly string[] = [
  'What helps:',
  '- other words: names of functions, classes or files as they stand in the code',
  '- an index of the project that is complete and of today',
  '- a language model: set OPENAI_API_KEY, ANTHROPIC_API_KEY or TOGETHER_API_KEY, start a local server (ollama serve), or',
  '  fetch a small one with: devmgr models pull smollm2-135m',
  'What is ready shows: devmgr providers',
];

function quotations(sources: readonly AiSource[], words: readonly string[]): readonly string[] {
  const ranking = rankSources(sources, words);
  const lines: string[] = [];
  const done: { path: string; from: number; to: number }[] = [];
  for (const source of ranking.sources) {
    if (done.length === MOST_QUOTATIONS) break;
    const excerpt = bestLines(source, ranking.weights);
    const range = { path: source.path, from: excerpt.startLine, to: excerpt.startLine + excerpt.lines.length - 1 };
    const isDone = done.some(({ path, from, to }) => path === range.path && from <= range.to && range.from <= to);
    if (excerpt.lines.length === 0 || isDone) continue;
    done.push(range);
    lines.push('', ...quotation(source, excerpt));
  }
  if (lines.length === 0) return [];
  const heading = ranking.hasMatches
    ? 'The lines that share most words with the question:'
    : 'No word of the question stands in the code that was found; the search ranks this first:';
  return [heading, ...lines];
}
