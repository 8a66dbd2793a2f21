import type { TextSink, TextTools } from 'devmgr/plugin-api';
import { attachmentsFor } from '../conversation/attachments-for.js';
import type { ChatState } from '../conversation/chat-state.js';
import type { AssistantMessage, Attachment, ChatSource } from '../conversation/conversation.js';
import { countText } from '../tab/number-text.js';
import { targetText } from './chat-step-text.js';

export interface ClosingOptions {
  readonly text: TextTools;
  readonly paint: TextSink['paint'];
  /** Sources that are named at most. */
  readonly mostSources: number;
  /** What names all of them: `/sources`. */
  readonly allSources: string;
}

/** What stands under an answer: what it was made from, which places in it are not there, and who answered. */
export function chatClosingLines(
  { budget, conversation }: Pick<ChatState, 'budget' | 'conversation'>,
  answer: AssistantMessage,
  options: ClosingOptions,
): readonly string[] {
  return [
    ...sourceLines(answer.sources, options),
    ...attachedLine(attachmentsFor(conversation, answer), options),
    ...citationLines(answer, options),
    ...leftOutLine(budget, options),
    ...summaryLine(answer, budget, options),
  ];
}

function sourceLines(sources: readonly ChatSource[], options: ClosingOptions): readonly string[] {
  const { text, paint, mostSources, allSources } = options;
  if (sources.length === 0) return [];
  const oneLine = (part: string) => text.clean(part).replaceAll('\n', ' ');
  const lines = sources.slice(0, mostSources).map(({ path, startLine, endLine, symbol, reasons }) => {
    const name = symbol === undefined ? [] : [paint('strong', oneLine(symbol))];
    const why = reasons.length === 0 ? [] : [paint('muted', oneLine(reasons.join(', ')))];
    return `  ${[paint('accent', `${oneLine(path)}:${startLine}-${endLine}`), ...name, ...why].join('  ')}`;
  });
  const rest = sources.length - mostSources;
  const more = rest > 0 ? [`  ${paint('muted', `and ${rest} more: ${allSources} names them`)}`] : [];
  return ['sources', ...lines, ...more];
}

function attachedLine(attachments: readonly Attachment[], { text }: ClosingOptions): readonly string[] {
  if (attachments.length === 0) return [];
  const names = attachments.map((each) =>
    each.kind === 'image' ? each.title : `${each.title} (${linesIn(each.text)})`,
  );
  return [text.clean(`attached: ${names.join(', ')}`).replaceAll('\n', ' ')];
}

function linesIn(text: string): string {
  return countText(text.replace(/\n$/, '').split('\n').length, 'line');
}

/** Quoted code stands where it was taken from: to say that it was checked would mean nothing. */
function citationLines({ citations, isExtractive }: AssistantMessage, options: ClosingOptions): readonly string[] {
  const { text, paint } = options;
  const wrong = citations.filter(({ verified }) => !verified);
  if (citations.length === 0 || (isExtractive && wrong.length === 0)) return [];
  const good = citations.length - wrong.length;
  const lines = wrong.map(({ written, problem = 'it is not there' }) =>
    text.clean(`  ${written}  ${problem}`).replaceAll('\n', ' '),
  );
  const count = `${good} of ${countText(citations.length, 'citation')} checked and found`;
  return [wrong.length === 0 ? count : `${count}; not found:`, ...lines.map((line) => paint('warning', line))];
}

function leftOutLine(budget: ChatState['budget'], { text }: ClosingOptions): readonly string[] {
  if (!budget || budget.leftOut.length === 0) return [];
  return [text.clean(`left out of the prompt: ${budget.leftOut.join(', ')}`).replaceAll('\n', ' ')];
}

function summaryLine(
  { target, usage, status, isExtractive }: AssistantMessage,
  budget: ChatState['budget'],
  { text, paint }: ClosingOptions,
): readonly string[] {
  if (!target) return [];
  const { inputTokens, outputTokens, costUsd } = usage ?? {};
  const parts = [
    ...(status === 'stopped' ? ['stopped'] : []),
    targetText(target),
    ...(budget && !isExtractive ? [`prompt ${tokenText(budget.used)} of ${tokenText(budget.room)} tokens`] : []),
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
