import { readFile } from 'node:fs/promises';
import type { PluginContext } from 'devmgr/plugin-api';
import { findSaveTarget, saveProjectFile, type SaveTarget } from './save-project-file.js';

export interface SaveQuestion {
  /** What is saved: `Save the code as`. */
  readonly title: string;
  readonly text: string;
  /** The path that the person gave already, or that is proposed. */
  readonly path?: string | undefined;
  readonly proposed?: string | undefined;
}

export type SaveContext = Pick<PluginContext, 'screen' | 'workspace'>;

/** Saves a text in the project, where the person says; asks before it replaces a file. Rejects with `PLUGIN_CHAT_SAVE`. */
export async function askAndSave({ screen, workspace }: SaveContext, question: SaveQuestion): Promise<void> {
  const { title, text, proposed } = question;
  const path = question.path ?? (await askPath(screen, title, proposed));
  if (path === undefined) return;
  const target = await findSaveTarget(workspace.root, path);
  if (target.exists && !(await mayReplace(screen, target, text))) return;
  await saveProjectFile(target, text, target.exists);
  screen.notify({ severity: 'success', message: `Saved ${target.path}, ${countLines(text)}` });
}

/** Enter on nothing asks once more; Esc ends it. */
async function askPath(screen: SaveContext['screen'], title: string, value: string | undefined) {
  for (let asked = title; ; asked = `${title}: write where, or press Esc`) {
    const placeholder = 'a path in the project';
    const path = await screen.prompt({ title: asked, placeholder, ...(value !== undefined && { value }) });
    if (path === undefined || path.trim() !== '') return path;
  }
}

async function mayReplace(screen: SaveContext['screen'], { file, path }: SaveTarget, text: string): Promise<boolean> {
  const before = await readFile(file, 'utf8').catch(() => undefined);
  if (before === text) {
    screen.notify({ severity: 'info', message: `${path} has exactly this already` });
    return false;
  }
  const was = before === undefined ? 'What is in it' : `It has ${countLines(before)}, which`;
  return screen.confirm({
    title: `Replace ${path}?`,
    detail: `${was} will be lost; ${countLines(text)} come in their place.`,
    action: 'Replace',
  });
}

function countLines(text: string): string {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return lines === 1 ? '1 line' : `${lines.toLocaleString('en-US')} lines`;
}
