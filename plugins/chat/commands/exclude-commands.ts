import type { CommandHandler } from 'devmgr/plugin-api';
import { onTalk, type TalkParts } from './talk-parts.js';

/** What is in the index and what is not; by the names of the commands after the plugin's id. */
export function excludeCommands(parts: TalkParts): Readonly<Record<string, CommandHandler>> {
  return {
    'exclude-path': onTalk(
      parts,
      async (view, { argument, signal }) => {
        const path = argument ?? view.treePath;
        if (path !== undefined) await exclude(parts, path, signal);
      },
      (view) => (view.treePath === undefined ? 'No file of the index is selected' : undefined),
    ),
    'include-path': { run: ({ signal }) => include(parts, signal) },
  };
}

async function exclude({ context, index }: TalkParts, path: string, signal: AbortSignal): Promise<void> {
  const { addIgnoredPath } = await import('../exclude/ignore-file.js');
  const pattern = await addIgnoredPath(context.workspace.root, path);
  const hint = '+ brings it back.';
  context.screen.notify({ severity: 'info', message: `${path} is left out: ${pattern} in .devmgrignore`, hint });
  await refresh(index, signal);
}

async function include({ context, index }: TalkParts, signal: AbortSignal): Promise<void> {
  const { screen, workspace } = context;
  const { readIgnorePatterns, removeIgnorePattern } = await import('../exclude/ignore-file.js');
  const patterns = await readIgnorePatterns(workspace.root);
  if (patterns.length === 0) {
    screen.notify({ severity: 'info', message: '.devmgrignore leaves nothing out' });
    return;
  }
  const title = 'Bring back into the index';
  const pattern = await screen.pick({ title, items: patterns.map((each) => ({ label: each, value: each })) });
  if (pattern === undefined) return;
  await removeIgnorePattern(workspace.root, pattern);
  await refresh(index, signal);
}

async function refresh(index: TalkParts['index'], signal: AbortSignal): Promise<void> {
  if (index.state.get().status === 'off') return;
  for await (const progress of index.refresh({ signal })) void progress;
}
