import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';

/** A generation whose code a person saved. */
export interface AcceptedGeneration {
  readonly target: string;
  readonly prompt: string;
  /** What was in the target; `undefined`: it was new. */
  readonly before: string | undefined;
  readonly context: readonly SentContextItem[];
  /** As they were saved. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

const system = [
  'You write code for a project. You are given a task, the file that it is for, and code of the project that matters for it.',
  'Answer with whole files and nothing else: for each a code block whose first line names its path, as ```path=app/main.py.',
].join('\n');

/**
 * One line of a fine-tuning file, with its line end: `{"messages":[system, user, assistant]}`, the shape that OpenAI's supervised
 * fine-tuning takes (https://platform.openai.com/docs/guides/supervised-fine-tuning), and Together's and Axolotl's as well.
 */
export function trainingLine(accepted: AcceptedGeneration): string {
  const messages = [
    { role: 'system', content: system },
    { role: 'user', content: userText(accepted) },
    { role: 'assistant', content: accepted.files.map(({ path, text }) => block(path, text)).join('\n\n') },
  ];
  return `${JSON.stringify({ messages })}\n`;
}

function userText({ target, prompt, before, context }: AcceptedGeneration): string {
  const shown = context.filter(({ leftOut }) => leftOut === undefined).map(contextText);
  const now = before === undefined ? `${target} is a new file.` : `${target} is now:\n\n${block(target, before)}`;
  return [...shown, now, prompt].join('\n\n');
}

function contextText({ title, path, reason, text }: SentContextItem): string {
  return path === undefined ? `${title}:\n${text}` : `${path} (${reason}):\n\n${block(path, text)}`;
}

/** A block whose fence occurs nowhere in the text. */
function block(path: string, text: string): string {
  const runs = text.match(/^\s*`{3,}/gm) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.trim().length + 1)));
  return `${fence}path=${path}\n${text}${text.endsWith('\n') || text === '' ? '' : '\n'}${fence}`;
}
