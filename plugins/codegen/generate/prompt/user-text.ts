import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { block, itemText } from './item-text.js';

/** A file that the model works on. */
export interface ShownFile {
  readonly path: string;
  /** `undefined`: it is not there. */
  readonly text: string | undefined;
  /** Lines of it are missing. */
  readonly isCut: boolean;
  /** Not as it is in the project: an earlier answer, which is not saved, made it so. */
  readonly isEarlier: boolean;
}

/** All of it masked and within the room. */
export interface UserParts {
  readonly target: ShownFile;
  readonly items: readonly CodeContextItem[];
  readonly attachments: readonly { readonly title: string; readonly text: string }[];
  readonly prompt: string;
  readonly repair:
    | {
        /** Without the target. */
        readonly files: readonly ShownFile[];
        /** What the earlier answer changed in files that are on the disk, as diffs. */
        readonly changes: readonly { readonly title: string; readonly text: string }[];
        readonly report: string;
      }
    | undefined;
}

/** The request: what is known first, the task last, where models heed it most. */
export function userText({ target, items, attachments, prompt, repair }: UserParts): string {
  const files = [...(repair?.files ?? []), target];
  return [
    ...items.map(itemText),
    ...attachments.map(({ title, text }) => block('attachment', `title=${JSON.stringify(title)}`, text)),
    ...files.map(fileText),
    ...(repair?.changes ?? []).map(({ title, text }) =>
      block('change', `path=${JSON.stringify(title)} of="your earlier answer, against the file on the disk"`, text),
    ),
    ...(files.some(({ isCut }) => isCut) ? [cutText] : []),
    block('task', `file=${JSON.stringify(target.path)}`, prompt),
    ...(repair ? [repairText(repair.report, files)] : []),
  ].join('\n\n');
}

const cutText =
  'A line like `[… 120 lines not shown …]` stands for lines of a long file, and is none of it. Change only lines that you see.';

function fileText({ path, text, isEarlier }: ShownFile): string {
  if (text === undefined) return `${path} is not there yet.`;
  if (text.trim() === '') return `${path} is there and empty.`;
  const state = isEarlier ? 'as your earlier answer made it' : 'as it is now';
  return block('file', `path=${JSON.stringify(path)} state="${state}"`, text);
}

function repairText(report: string, files: readonly ShownFile[]): string {
  const isShown = files.some(({ isEarlier }) => isEarlier);
  return [
    block('report', 'of="your earlier answer"', report),
    isShown
      ? 'Find the cause of what the report says, and mend the code. Change a test only where it contradicts the task. Files that are "as your earlier answer made it" are not saved yet: your new answer starts from them. Answer in the form that was asked for, with every file that has to be different from what is shown above, and no other.'
      : 'Nothing of your earlier answer could be used: give all of it again, without what the report says.',
  ].join('\n\n');
}
