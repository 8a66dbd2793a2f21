import { relative, resolve, sep } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { attachmentNotes } from '../../attach/attachment-notes.js';
import { readAttachment } from '../../attach/read-attachment.js';
import { refreshIndex } from '../refresh-index.js';
import { usageError } from '../usage-error.js';
import { say } from './say.js';
import type { RunTalkCommand, TalkParts } from './talk-command.js';

/** What goes with a question, and who is asked; by the names of the commands of the screen after the plugin's id. */
export const contextCommands: Readonly<Record<string, RunTalkCommand>> = {
  'toggle-context': toggleContext,
  'choose-model': chooseModel,
  'attach-file': attach,
  'detach-file': detach,
  'pin-file': togglePin,
};

/** As on the screen: what stands for the choice of devmgr. */
const automatic = 'auto';

function toggleContext(parts: TalkParts, argument: string): void {
  const { session } = parts;
  if (!['', 'on', 'off'].includes(argument)) throw usageError(`/context ${argument} is not known`, 'Write on or off.');
  const usesCode = argument === '' ? !session.state.get().usesCode : argument === 'on';
  session.setUsesCode(usesCode);
  say(parts, [usesCode ? 'Code of the project is looked up' : 'Code of the project is not looked up any more']);
}

async function chooseModel(parts: TalkParts, argument: string, signal: AbortSignal): Promise<void> {
  const { session, context } = parts;
  const ai = await context.services.require(Ai);
  if (argument === automatic) session.setModel(undefined);
  else if (argument !== '') session.setModel(await ai.findSelection({ model: argument }, { signal }));
  const model = session.state.get().model;
  const ready = ai.providers.get().filter(({ state }) => state.get().status.kind === 'ready');
  const names = ready.map(({ id }) => id).join(', ');
  const asked = model ?? 'whoever is asked by default';
  say(parts, [`Asked: ${asked}`, ...(argument === '' && names !== '' ? [`Ready: ${names}`] : [])]);
}

async function attach(parts: TalkParts, argument: string, signal: AbortSignal): Promise<void> {
  const { session, context } = parts;
  if (argument === '') throw usageError('Which file?', 'For example: /attach docs/notes.md');
  const attachment = await readAttachment(argument, {
    ...{ root: context.workspace.root, from: process.cwd(), context, signal },
  });
  session.attach(attachment);
  const notes = await attachmentNotes(attachment, context.workspace.root);
  say(parts, [`${attachment.title} goes with the next question`, ...notes.map((note) => `! ${note}`)]);
}

function detach(parts: TalkParts, argument: string): void {
  const { session } = parts;
  const titles = session.state.get().attachments.map(({ title }) => title);
  if (titles.length === 0) throw usageError('Nothing is attached', 'A file goes with the next question by /attach.');
  const title = argument === '' && titles.length === 1 ? titles[0] : argument;
  if (title === undefined || !titles.includes(title)) throw usageError('Which one?', `Attached: ${titles.join(', ')}`);
  session.detach(title);
  say(parts, [`${title} does not go with the next question any more`]);
}

async function togglePin(parts: TalkParts, argument: string, signal: AbortSignal): Promise<void> {
  const { session } = parts;
  const { pinned } = session.state.get().conversation;
  const written = argument === '' ? [] : waysToRead(argument, parts.context.workspace.root);
  const known = written.find((path) => pinned.includes(path));
  if (known !== undefined) await session.unpin(known);
  else if (argument !== '') await session.pin(await indexedFile(written, argument, parts, signal));
  const now = session.state.get().conversation.pinned;
  say(parts, [now.length === 0 ? 'No file is pinned' : `Pinned: ${now.join(', ')}`]);
}

/** From the folder that the person stands in, as every program reads paths; or from the root, as sources are named. */
function waysToRead(path: string, root: string): readonly string[] {
  return [resolve(process.cwd(), path), resolve(root, path)].map((full) => relative(root, full).split(sep).join('/'));
}

/** Only what the index has is sent with questions. */
async function indexedFile(
  ways: readonly string[],
  argument: string,
  parts: TalkParts,
  signal: AbortSignal,
): Promise<string> {
  const find = async () => {
    const paths = new Set((await parts.index.files({ signal })).map(({ path }) => path));
    return ways.find((path) => paths.has(path));
  };
  const found = await find();
  if (found !== undefined) return found;
  await refreshIndex(parts, { signal, stderr: parts.invocation.stderr });
  signal.throwIfAborted();
  const path = await find();
  if (path !== undefined) return path;
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${argument} is not in the index`,
    hint: 'Only files of the index can be pinned. Attach it to one question: /attach',
  });
}
