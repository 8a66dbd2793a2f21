import type { AiLanguageModel } from 'devmgr/plugin-api/contracts/ai';
import type { Turn } from '../../prompt/turns.js';
import { askShortly } from '../ask-shortly.js';
import { wordsIn } from '../sources/question-words.js';
import { needsHistory, pointsBack } from './needs-history.js';

export interface StandaloneOptions {
  readonly model: AiLanguageModel;
  readonly signal: AbortSignal;
}

const mostTurns = 3;
/** Of a question or an answer. */
const mostCharacters = 1_200;
const longestQuery = 600;

const task =
  'Rewrite the last question so that it can be understood without the conversation: put in the names of code and files that it ' +
  'speaks of. Keep its language. Answer with the rewritten question only, in one line.';

/** The question as somebody would ask it who has heard nothing before, by a model; as well as words can without one. */
export async function standaloneQuery(
  question: string,
  turns: readonly Turn[],
  { model, signal }: StandaloneOptions,
): Promise<string> {
  const said = turns
    .slice(-mostTurns)
    .map((turn) => `User: ${cut(turn.question)}\nAssistant: ${cut(turn.answer)}`)
    .join('\n');
  const text = `${task}\n\n${said}\n\nLast question: ${cut(question)}`;
  const written = await askShortly(model, [{ role: 'user', text }], signal);
  const line = written?.replaceAll(/\s+/g, ' ').replace(/^(rewritten )?question:\s*/i, '');
  return line === undefined || line.length > longestQuery ? joinedQuery(question, turns) : line;
}

/** The question with the last one that stands alone: what it points at is mostly named there. */
export function joinedQuery(question: string, turns: readonly Turn[]): string {
  if (namesAnother(question)) return question;
  const before = turns.findLast((turn) => !needsHistory(turn.question)) ?? turns[0];
  return before === undefined ? question : `${question} ${cut(before.question)}`;
}

/** "What about discounts?": what was asked before is asked about something else, and its words would find that again. */
function namesAnother(question: string): boolean {
  return (
    /^\s*(?:and |but |und |aber )?(?:what about|how about|was ist mit|wie ist es mit)\b/i.test(question) &&
    wordsIn(question).length > 0 &&
    !pointsBack(question)
  );
}

function cut(text: string): string {
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)}…`;
}
