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
  const { findWriter } = await import('../save/find-writer.js');
  const pattern = await addIgnoredPath(await findWriter(context), path);
  const hint = '+ brings it back.';
  context.screen.notify({ severity: 'info', message: `${path} is left out: ${pattern} in .devmgrignore`, hint });
  await refresh(index, signal);
}

async function include({ context, index }: TalkParts, signal: AbortSignal): Promise<void> {
  const { screen } = context;
  const { readIgnorePatterns, removeIgnorePattern } = await import('../exclude/ignore-file.js');
  const { findWriter } = await import('../save/find-writer.js');
  const writer = await findWriter(context);
  const patterns = await readIgnorePatterns(writer);
  if (patterns.length === 0) {
    screen.notify({ severity: 'info', message: '.devmgrignore leaves nothing out' });
    return;
  }
  const title = 'Bring back into the index';
  const pattern = await screen.pick({ title, items: patterns.map((each) => ({ label: each, value: each })) });
  if (pattern === undefined) return;
  await removeIgnorePattern(writer, pattern);
  await refresh(index, signal);
}

async function refresh(index: TalkParts['index'], signal: AbortSignal): Promise<void> {
  if (index.state.get().status === 'off') return;
  for await (const progress of index.refresh({ signal })) void progress;
}
