import type { PluginContext } from 'devmgr/plugin-api';
import type { FileSnapshot } from 'devmgr/plugin-api/contracts/project-writer';
import { findWriter } from './find-writer.js';
import { writtenPath } from './written-path.js';

export interface SaveQuestion {
  /** What is saved: `Save the code as`. */
  readonly title: string;
  readonly text: string;
  /** The path that the person gave already, or that is proposed. */
  readonly path?: string | undefined;
  readonly proposed?: string | undefined;
}

export type SaveContext = Pick<PluginContext, 'screen' | 'services'>;

/**
 * Saves a text in the project, where the person says; asks before it replaces a file or writes one that is protected. Rejects with a
 * `DevmgrError` for what may not be written, and when the file changed while the person was asked.
 */
export async function askAndSave({ screen, services }: SaveContext, question: SaveQuestion): Promise<void> {
  const { title, text, proposed } = question;
  const path = question.path ?? (await askPath(screen, title, proposed));
  if (path === undefined) return;
  const writer = await findWriter({ services });
  const before = await writer.read(await writtenPath(path));
  if (!(await mayWrite(screen, before, text))) return;
  const file = { path: before.path, text, base: before.version };
  await writer.write([file], { title: `Saved ${before.path} from the chat`, allowed: [before.path] });
  screen.notify({ severity: 'success', message: `Saved ${before.path}, ${countLines(text)}` });
}

/** Enter on nothing asks once more; Esc ends it. */
async function askPath(screen: SaveContext['screen'], title: string, value: string | undefined) {
  for (let asked = title; ; asked = `${title}: write where, or press Esc`) {
    const placeholder = 'a path in the project';
    const path = await screen.prompt({ title: asked, placeholder, ...(value !== undefined && { value }) });
    if (path === undefined || path.trim() !== '') return path;
  }
}

async function mayWrite(screen: SaveContext['screen'], before: FileSnapshot, text: string): Promise<boolean> {
  const { path, protection } = before;
  if (before.text === text) {
    screen.notify({ severity: 'info', message: `${path} has exactly this already` });
    return false;
  }
  const why = protection === undefined ? '' : `${protection}. `;
  if (before.text === undefined)
    return protection === undefined || screen.confirm({ title: `Write ${path}?`, detail: why.trim(), action: 'Write' });
  return screen.confirm({
    title: `Replace ${path}?`,
    detail: `${why}It has ${countLines(before.text)}; it will have ${countLines(text)}.`,
    action: 'Replace',
  });
}

function countLines(text: string): string {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en-US')} lines`;
}
