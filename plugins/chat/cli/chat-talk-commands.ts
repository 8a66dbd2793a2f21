import type { CliInvocation, PluginContext } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { readAttachment } from '../attach/read-attachment.js';
import type { ChatSession } from '../conversation/chat-session.js';
import type { ConversationHead } from '../conversation/conversation.js';
import { ageText, countText } from '../tab/number-text.js';
import { chatClosingLines } from './chat-closing-lines.js';
import { chatModel } from './chat-model.js';
import { painter } from './painter.js';
import { usageError } from './usage-error.js';

/** What commands of the conversation work with. */
export interface TalkParts {
  readonly invocation: CliInvocation;
  readonly session: ChatSession;
  readonly context: PluginContext;
  /** Runs what asks, and writes the answer. */
  readonly ask: (work: () => Promise<void>) => Promise<void>;
  /** What `/history` showed last. */
  listed: readonly ConversationHead[];
}

export interface TalkCommand {
  readonly name: string;
  readonly argument?: string;
  readonly summary: string;
  /** Rejects with a `DevmgrError`. */
  run(parts: TalkParts, argument: string): Promise<'end' | void> | 'end' | void;
}

const mostListed = 15;

export const talkCommands: readonly TalkCommand[] = [
  { name: 'help', summary: 'what can be written', run: (parts) => say(parts, helpLines()) },
  { name: 'exit', summary: 'end the conversation; Ctrl-D does, too', run: () => 'end' },
  {
    name: 'new',
    summary: 'begin another conversation',
    run(parts) {
      parts.session.startNew();
      say(parts, ['A new conversation']);
    },
  },
  { name: 'history', argument: 'words', summary: 'earlier conversations', run: listHistory },
  { name: 'open', argument: 'number', summary: 'go on with one of /history', run: openListed },
  { name: 'model', argument: 'provider/model', summary: 'who is asked', run: chooseModel },
  {
    name: 'code',
    summary: 'look up code of the project, or no longer',
    run(parts) {
      const usesCode = !parts.session.state.get().usesCode;
      parts.session.setUsesCode(usesCode);
      say(parts, [usesCode ? 'Code of the project is looked up' : 'Code of the project is not looked up any more']);
    },
  },
  { name: 'attach', argument: 'file', summary: 'put a file beside the next question', run: attach },
  {
    name: 'pin',
    argument: 'file',
    summary: 'have a file of the project among the sources of every answer; again: no longer',
    run: togglePin,
  },
  { name: 'sources', summary: 'all sources of the last answer', run: tellSources },
  {
    name: 'again',
    summary: 'ask the last question again',
    run: (parts) => parts.ask(() => parts.session.regenerate()),
  },
];

/** The command that a line is; `undefined`: it is a question, as one that begins with a path. */
export function talkCommand(line: string): { command: TalkCommand; argument: string } | 'unknown' | undefined {
  const [, name, argument = ''] = /^\/([a-z-]*)(?:\s+([^]*))?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const command = talkCommands.find((each) => each.name === name);
  return command ? { command, argument: argument.trim() } : 'unknown';
}

function say({ invocation, context }: Pick<TalkParts, 'invocation' | 'context'>, lines: readonly string[]): void {
  invocation.stderr.write(lines.map((line) => `${context.text.clean(line).replaceAll('\n', ' ')}\n`).join(''));
}

function helpLines(): readonly string[] {
  const names = talkCommands.map(({ name, argument }) => `/${name}${argument === undefined ? '' : ` ${argument}`}`);
  const width = Math.max(...names.map(({ length }) => length));
  return [
    ...talkCommands.map(({ summary }, at) => `${(names[at] ?? '').padEnd(width)}  ${summary}`),
    'Everything else is a question. Ctrl-C stops an answer.',
  ];
}

async function listHistory(parts: TalkParts, words: string): Promise<void> {
  const found = await parts.session.list(words === '' ? undefined : words);
  parts.listed = found.slice(0, mostListed);
  const lines = parts.listed.map(({ title, updatedAt, messages, isSingle }, at) => {
    const age = ageText(parts.context.clock.now() - updatedAt);
    const kind = isSingle === true ? 'single question' : countText(messages, 'message');
    return `${String(at + 1).padStart(2)}  ${title}  ${kind}, ${age}`;
  });
  const more =
    found.length > mostListed ? [`and ${found.length - mostListed} more: /history with words of one finds it`] : [];
  say(parts, lines.length === 0 ? ['There are none'] : [...lines, ...more]);
}

async function openListed(parts: TalkParts, argument: string): Promise<void> {
  const head = parts.listed[Number(argument) - 1];
  if (!head) throw usageError('Which one?', 'Say /history, then /open with the number that stands before it.');
  await parts.session.open(head.id);
  say(parts, [`On with: ${parts.session.state.get().conversation.title}`]);
}

async function chooseModel(parts: TalkParts, argument: string): Promise<void> {
  const { session, context } = parts;
  if (argument !== '') session.setModel(await chatModel({ model: argument }, context, parts.invocation.signal));
  const model = session.state.get().model;
  const ai = await context.services.require(Ai);
  const ready = ai.providers.get().filter(({ state }) => state.get().status.kind === 'ready');
  const names = ready.map(({ id }) => id).join(', ');
  const asked = model ?? 'whoever is asked by default';
  say(parts, [`Asked: ${asked}`, ...(argument === '' && names !== '' ? [`Ready: ${names}`] : [])]);
}

async function attach(parts: TalkParts, argument: string): Promise<void> {
  const { session, context, invocation } = parts;
  if (argument === '') throw usageError('Which file?', 'For example: /attach docs/notes.md');
  const more = { root: context.workspace.root, from: process.cwd(), context, signal: invocation.signal };
  const attachment = await readAttachment(argument, more);
  session.attach(attachment);
  say(parts, [`${attachment.title} goes with the next question`]);
}

async function togglePin(parts: TalkParts, argument: string): Promise<void> {
  const { session } = parts;
  const { pinned } = session.state.get().conversation;
  if (argument !== '' && pinned.includes(argument)) await session.unpin(argument);
  else if (argument !== '') await session.pin(argument);
  const now = session.state.get().conversation.pinned;
  say(parts, [now.length === 0 ? 'No file is pinned' : `Pinned: ${now.join(', ')}`]);
}

function tellSources({ session, invocation, context }: TalkParts): void {
  const state = session.state.get();
  const answer = state.conversation.messages.findLast((message) => message.role === 'assistant');
  const { stderr } = invocation;
  const options = { text: context.text, paint: painter(stderr), mostSources: Infinity, allSources: '' };
  const lines = answer ? chatClosingLines(state, answer, options) : [];
  stderr.write(lines.length === 0 ? 'There are none\n' : `${lines.join('\n')}\n`);
}
