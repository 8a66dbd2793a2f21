import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { languageOf } from '../../generate/language-of.js';
import { shortened } from './shortened.js';
import type { ProjectView } from '../view/project-view.js';

export interface FileItemOptions {
  readonly reason: string;
  readonly value: number;
  /** A longer file is shown by its outline. Default: about 1,500 tokens. */
  readonly mostChars?: number;
}

const defaultChars = 6_000;

/** A file as an item; `undefined` when it cannot be shown, or is empty. */
export async function fileItem(
  view: Pick<ProjectView, 'read'>,
  path: string,
  { reason, value, mostChars = defaultChars }: FileItemOptions,
): Promise<CodeContextItem | undefined> {
  const whole = await view.read(path);
  if (whole === undefined || whole.trim() === '') return undefined;
  const { text, isCut } = shortened(whole, path, mostChars);
  const title = isCut ? `${path} (outline)` : path;
  return { id: `file:${path}`, title, reason, text, path, language: languageOf(path), value };
}

/** The same for several, without those that cannot be shown; `value` of each by its place. */
export async function fileItems(
  view: Pick<ProjectView, 'read'>,
  paths: readonly string[],
  options: Omit<FileItemOptions, 'value'> & { readonly values: readonly number[] },
): Promise<readonly CodeContextItem[]> {
  const last = options.values.at(-1) ?? 0;
  const items = paths.map((path, at) => fileItem(view, path, { ...options, value: options.values[at] ?? last }));
  return (await Promise.all(items)).filter((item) => item !== undefined);
}
