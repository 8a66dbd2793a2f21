import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { languageOf } from '../generate/language-of.js';
import { systemText } from '../generate/prompt/system-text.js';
import { userText } from '../generate/prompt/user-text.js';

/** A generation whose code a person saved. */
export interface AcceptedGeneration {
  readonly project: string;
  readonly target: string;
  readonly prompt: string;
  /** What was in the target; `undefined`: it was new. */
  readonly before: string | undefined;
  readonly context: readonly SentContextItem[];
  /** As they were saved. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/**
 * One line of a fine-tuning file, with its line end: `{"messages":[system, user, assistant]}`, the shape that OpenAI's supervised
 * fine-tuning takes (https://platform.openai.com/docs/guides/supervised-fine-tuning), and Together's and Axolotl's as well. Asked in the words that
 * a model is asked in, answered with whole files.
 */
export function trainingLine(accepted: AcceptedGeneration): string {
  const { project, target, prompt, before, context, files } = accepted;
  const items = context.filter(({ leftOut }) => leftOut === undefined);
  const file = { path: target, text: before, isCut: false, isEarlier: false };
  const shown = { target: file, items, attachments: [], prompt };
  const messages = [
    { role: 'system', content: systemText({ project, target, form: 'whole', isMasked: false }) },
    { role: 'user', content: userText({ ...shown, repair: undefined }) },
    { role: 'assistant', content: files.map(fileBlock).join('\n\n') },
  ];
  return `${JSON.stringify({ messages })}\n`;
}

/** In a fence that is longer than those of the text. */
function fileBlock({ path, text }: AcceptedGeneration['files'][number]): string {
  const runs = text.match(/^[ \t]*`{3,}/gm) ?? [];
  const longest = runs.reduce((most, run) => Math.max(most, run.trim().length + 1), 3);
  const fence = '`'.repeat(longest);
  return `${fence}${languageOf(path) ?? 'text'} path=${/\s/.test(path) ? JSON.stringify(path) : path}\n${text}${text.endsWith('\n') || text === '' ? '' : '\n'}${fence}`;
}
