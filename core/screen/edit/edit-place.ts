import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import { isOnPath } from '../../processes/run-tool.js';
import { openWindow, runInTerminal, type ForegroundExit } from '../../processes/foreground.js';
import type { Terminal } from '../terminal.js';
import { editorCommand, type EditorCommand, type EditPlace } from './editor-command.js';

let isOpen = false;

/** See `Screen.edit`. */
export async function editPlace(
  terminal: Pick<Terminal, 'handOver'>,
  place: EditPlace,
  env: Readonly<Record<string, string | undefined>>,
): Promise<void> {
  await requireFile(place.path);
  const editor = editorCommand(place, { env, isOnPath });
  if (!editor) throw noEditor();
  if (editor.hasWindow) return told(editor, await openWindow(editor, env));
  if (isOpen) throw openAlready();
  isOpen = true;
  try {
    told(editor, await terminal.handOver(() => runInTerminal(editor, env)));
  } finally {
    isOpen = false;
  }
}

async function requireFile(path: string): Promise<void> {
  if (!isAbsolute(path)) throw new TypeError(`Not an absolute path: ${path}`);
  const facts = await stat(path).catch(() => undefined);
  if (facts?.isFile()) return;
  throw new DevmgrError({
    code: 'DEVMGR_STORAGE_FAILED',
    message: `${basename(path)} ${facts ? 'is not a file' : 'does not exist any more'}.`,
    hint: path,
  });
}

function told({ command }: EditorCommand, exit: ForegroundExit): void {
  if (exit.kind === 'exited' && exit.code === 0) return;
  throw new DevmgrError({ code: 'DEVMGR_PROCESS_FAILED', ...failure(basename(command), exit) });
}

function failure(command: string, exit: ForegroundExit): { readonly message: string; readonly hint?: string } {
  switch (exit.kind) {
    case 'exited':
      return { message: `${command} ended with exit code ${exit.code}.` };
    case 'signalled':
      return { message: `${command} was ended by ${exit.signal}.` };
    case 'not-started':
      return {
        message: `${command} could not be started: ${exit.reason}.`,
        hint: 'Set $VISUAL or $EDITOR to the editor that you use.',
      };
  }
}

function noEditor(): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_PROCESS_FAILED',
    message: 'No editor was found.',
    hint: 'Set $VISUAL or $EDITOR to the editor that you use.',
  });
}

function openAlready(): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_PROCESS_FAILED', message: 'An editor is open already.' });
}
