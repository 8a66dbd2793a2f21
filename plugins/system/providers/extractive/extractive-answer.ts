import type { AiRequest, AiSource } from 'devmgr/plugin-api/contracts/ai';
import { bestLines } from './best-lines.js';
import { passagesOf } from './passages.js';
import { questionWords } from './question-words.js';
import { quotation } from './quotation.js';
import { rankSources } from './rank-sources.js';

const LABEL = 'Not a language model (local/extractive): it writes nothing of its own and only quotes code.';
/** More than any piece that a search gives; of a whole file the beginning. */
const MOST_CHARACTERS = 20_000;

/** The lines of the answer to the last message of the user. All of them but the quoted ones are the same for every question. */
export async function extractiveAnswer({ messages, sources }: AiRequest): Promise<readonly string[]> {
  const question = messages.findLast(({ role }) => role === 'user')?.text ?? '';
  const quoted = sources === undefined ? [] : await quotations(sources.map(beginning), questionWords(question));
  if (quoted.length > 0)
    return [LABEL, ...quoted, '', 'For an answer in words, see which models can be had: devmgr providers'];
  if (sources === undefined) return [LABEL, 'No code came with this question.', '', 'What helps:', ...LANGUAGE_MODEL];
  return [LABEL, 'No code was found for this question.', '', 'What helps:', ...BETTER_SEARCH, ...LANGUAGE_MODEL];
}

const BETTER_SEARCH: readonly string[] = [
  '- other words: names of functions, classes or files as they stand in the code',
];

const LANGUAGE_MODEL: readonly string[] = [
  '- a language model: set OPENAI_API_KEY, ANTHROPIC_API_KEY or TOGETHER_API_KEY, start a local server (ollama serve), or',
  '  fetch a small one with: devmgr models pull smollm2-135m',
  'What is ready shows: devmgr providers',
];

async function quotations(sources: readonly AiSource[], words: readonly string[]): Promise<readonly string[]> {
  const ranking = await rankSources(sources, words);
  const found = ranking.sources.map((source) => ({ source, excerpt: bestLines(source, ranking.weights) }));
  const passages = passagesOf(found.filter(({ excerpt }) => excerpt.lines.size > 0));
  if (passages.length === 0) return [];
  const heading = ranking.hasMatches
    ? 'The code that fits the question best:'
    : 'No word of the question stands in the code that was found; the search ranks this first:';
  return [heading, ...passages.flatMap((passage) => ['', ...quotation(passage)])];
}

/** The lines of the source that fit into what is looked at; of a single longer line its beginning. */
function beginning(source: AiSource): AiSource {
  if (source.text.length <= MOST_CHARACTERS) return source;
  const text = source.text.slice(0, MOST_CHARACTERS);
  const end = text.lastIndexOf('\n');
  return { ...source, text: end === -1 ? text : text.slice(0, end) };
}
