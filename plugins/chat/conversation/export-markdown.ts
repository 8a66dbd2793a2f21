import { closeFence } from './close-fence.js';
import type { AssistantMessage, ChatMessage, ChatSource, Conversation, UserMessage } from './conversation.js';

/** A conversation as a Markdown document: questions, answers, and what they were made from. */
export function exportMarkdown(conversation: Conversation): string {
  const title = conversation.title === '' ? 'Conversation' : conversation.title;
  const about = `Begun ${new Date(conversation.createdAt).toISOString()}`;
  const messages = conversation.messages.flatMap(linesOf);
  return `${[`# ${title}`, about, ...messages].join('\n\n')}\n`;
}

function linesOf(message: ChatMessage): readonly string[] {
  return message.role === 'user' ? questionLines(message) : answerLines(message);
}

function questionLines({ text, attachments }: UserMessage): readonly string[] {
  const names = attachments.map(({ title }) => `- ${title}`);
  return ['## Question', closeFence(text), ...listed('Attached:', names)];
}

function answerLines(answer: AssistantMessage): readonly string[] {
  const { target, text, sources, citations, notes } = answer;
  const by = target ? ` of ${target.providerId}/${target.modelId}` : '';
  const wrong = citations.filter(({ verified }) => !verified);
  return [
    `## Answer${by}`,
    ...(text === '' ? [] : [closeFence(text)]),
    ...endLines(answer),
    ...notes.map((note) => `_${note}_`),
    ...listed('Sources:', sources.map(sourceLine)),
    ...listed(
      'Not found:',
      wrong.map(({ written, problem }) => `- \`${written}\`${problem === undefined ? '' : `: ${problem}`}`),
    ),
  ];
}

const ends: Readonly<Record<AssistantMessage['status'], string | undefined>> = {
  done: undefined,
  working: '_Not complete yet._',
  stopped: '_Stopped here._',
  failed: undefined,
  interrupted: '_Interrupted here: devmgr ended._',
};

function endLines({ status, error }: AssistantMessage): readonly string[] {
  const end = status === 'failed' ? `_Failed: ${error?.message ?? 'no reason known'}_` : ends[status];
  return end === undefined ? [] : [end];
}

function sourceLine({ path, startLine, endLine, symbol }: ChatSource): string {
  return `- \`${path}:${startLine}-${endLine}\`${symbol === undefined ? '' : ` ${symbol}`}`;
}

function listed(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${heading}\n\n${lines.join('\n')}`];
}
