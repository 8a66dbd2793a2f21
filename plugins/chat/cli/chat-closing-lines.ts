import type { TextTools } from 'devmgr/plugin-api';
import type { ChatState } from '../conversation/chat-state.js';
import type { AssistantMessage, ChatSource } from '../conversation/conversation.js';
import { countText } from '../tab/number-text.js';
import { targetText } from './chat-step-text.js';
import type { Paint } from './painter.js';

export interface ClosingOptions {
  readonly text: TextTools;
  readonly paint: Paint;
  /** Sources that are named at most. */
  readonly mostSources: number;
}

/** What stands under an answer: what it was made from, which places in it are not there, and who answered. */
export function chatClosingLines(
  { budget }: Pick<ChatState, 'budget'>,
  answer: AssistantMessage,
  options: ClosingOptions,
): readonly string[] {
  return [
    ...sourceLines(answer.sources, options),
    ...citationLines(answer, options),
    ...leftOutLine(budget, options),
    ...summaryLine(answer, budget, options),
  ];
}

function sourceLines(sources: readonly ChatSource[], { text, paint, mostSources }: ClosingOptions): readonly string[] {
  if (sources.length === 0) return [];
  const oneLine = (part: string) => text.clean(part).replaceAll('\n', ' ');
  const lines = sources.slice(0, mostSources).map(({ path, startLine, endLine, symbol, reasons }) => {
    const name = symbol === undefined ? [] : [paint('strong', oneLine(symbol))];
    const why = reasons.length === 0 ? [] : [paint('muted', oneLine(reasons.join(', ')))];
    return `  ${[paint('accent', `${oneLine(path)}:${startLine}-${endLine}`), ...name, ...why].join('  ')}`;
  });
  const more = sources.length > mostSources ? [`  ${paint('muted', `and ${sources.length - mostSources} more`)}`] : [];
  return ['sources', ...lines, ...more];
}

function citationLines({ citations }: AssistantMessage, { text, paint }: ClosingOptions): readonly string[] {
  if (citations.length === 0) return [];
  const wrong = citations.filter(({ verified }) => !verified);
  const good = citations.length - wrong.length;
  const lines = wrong.map(({ written, problem = 'it is not there' }) =>
    text.clean(`  ${written}  ${problem}`).replaceAll('\n', ' '),
  );
  const count = `${good} of ${countText(citations.length, 'citation')} checked and found`;
  return [wrong.length === 0 ? count : `${count}; not found:`, ...lines.map((line) => paint('warning', line))];
}

function leftOutLine(budget: ChatState['budget'], { text }: ClosingOptions): readonly string[] {
  if (!budget || budget.leftOut.length === 0) return [];
  return [text.clean(`left out for lack of room: ${budget.leftOut.join(', ')}`).replaceAll('\n', ' ')];
}

function summaryLine(
  { target, usage, status }: AssistantMessage,
  budget: ChatState['budget'],
  { text, paint }: ClosingOptions,
): readonly string[] {
  if (!target) return [];
  const { inputTokens, outputTokens, costUsd } = usage ?? {};
  const parts = [
    ...(status === 'stopped' ? ['stopped'] : []),
    targetText(target),
    ...(budget ? [`prompt ${tokenText(budget.used)} of ${tokenText(budget.room)} tokens`] : []),
    ...(inputTokens || outputTokens ? [`${inputTokens ?? 0} in, ${outputTokens ?? 0} out`] : []),
    ...(costUsd ? [`$${costUsd.toPrecision(2)}`] : []),
  ];
  return [paint('muted', text.clean(parts.join(' · ')))];
}

/** `812`, `3.0k`, `120k`. */
function tokenText(tokens: number): string {
  if (tokens < 1000) return String(tokens);
  return `${(tokens / 1000).toFixed(tokens < 10_000 ? 1 : 0)}k`;
}
