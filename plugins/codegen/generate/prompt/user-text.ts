import type { CodeContextItem, CodeTarget } from 'devmgr/plugin-api/contracts/code-generator';
import { block, itemText } from './item-text.js';

/** A file as an earlier answer made it. */
export interface EarlierFile {
  readonly path: string;
  readonly text: string;
}

/** All of it masked and within the room. */
export interface UserParts {
  readonly target: Pick<CodeTarget, 'path' | 'before'>;
  /** Lines of the target are missing. */
  readonly isTargetCut: boolean;
  readonly items: readonly CodeContextItem[];
  readonly attachments: readonly { readonly title: string; readonly text: string }[];
  readonly prompt: string;
  readonly repair: { readonly files: readonly EarlierFile[]; readonly report: string } | undefined;
}

/** The request: what is known first, the task last, where models heed it most. */
export function userText(parts: UserParts): string {
  const { items, attachments, prompt, repair } = parts;
  return [
    ...items.map(itemText),
    ...attachments.map(({ title, text }) => block('attachment', `title=${JSON.stringify(title)}`, text)),
    ...(repair ? repair.files.map(earlierText) : []),
    ...targetTexts(parts),
    block('task', `file=${JSON.stringify(parts.target.path)}`, prompt),
    ...(repair ? [repairText(repair.report)] : []),
  ].join('\n\n');
}

function earlierText({ path, text }: EarlierFile): string {
  return block('file', `path=${JSON.stringify(path)} state="as your earlier answer made it"`, text);
}

function targetTexts({ target, isTargetCut, repair }: UserParts): readonly string[] {
  if (repair?.files.some(({ path }) => path === target.path)) return [];
  if (target.before === undefined) return [`${target.path} is not there yet.`];
  if (target.before.trim() === '') return [`${target.path} is there and empty.`];
  const text = block('file', `path=${JSON.stringify(target.path)} state="as it is now"`, target.before);
  return isTargetCut
    ? [
        text,
        'The file is too long to be shown whole: `[… lines not shown …]` is no line of it. Change only what you see.',
      ]
    : [text];
}

function repairText(report: string): string {
  return [
    block('report', 'of="your earlier answer"', report),
    'The files above are as your earlier answer made them. Find the cause of what the report says, and mend it: in the code where the code is wrong, in the test where the test contradicts the task.' +
      ' Answer only with what changes against the files above.',
  ].join('\n\n');
}
