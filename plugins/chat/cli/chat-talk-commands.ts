import type { PluginContext } from 'devmgr/plugin-api';
import { answerCommands } from './talk/answer-commands.js';
import { contextCommands } from './talk/context-commands.js';
import { conversationCommands, openListed } from './talk/conversation-commands.js';
import { indexCommands } from './talk/index-commands.js';
import { say } from './talk/say.js';
import type { RunTalkCommand, TalkCommand, TalkParts } from './talk/talk-command.js';

/** By the names of the commands of the screen after the plugin's id. */
const handlers: Readonly<Record<string, RunTalkCommand>> = {
  ...conversationCommands,
  ...contextCommands,
  ...indexCommands,
  ...answerCommands,
  'show-help': help,
};

/** What only lines need: the screen has a list to choose from, and is left by its own key. */
const ofLines: readonly TalkCommand[] = [
  { name: 'open', argument: 'number', summary: 'Go on with One of /history', run: openListed },
  { name: 'exit', summary: 'End the Conversation, as Ctrl-D Does', run: () => 'end' },
];

/** What `/context` was called before. */
const aliases: Readonly<Record<string, string>> = { code: 'context' };

/**
 * All that can be written: what the manifest says can be written on the screen, what other plugins offer there, and what only lines
 * need. A copy of this plugin has its own commands before those of the first.
 */
export function talkCommands({
  manifest,
  commands,
}: Pick<PluginContext, 'manifest' | 'commands'>): readonly TalkCommand[] {
  const own = (manifest.commands ?? []).flatMap(({ id, title, slash }) => {
    const run = handlers[id.slice(manifest.id.length + 1)];
    return slash && run ? [{ ...slash, summary: title, commandId: id, run }] : [];
  });
  const taken = new Set([...own, ...ofLines].map(({ name }) => name));
  const others = commands.slashCommands().flatMap(({ name, argument, title, commandId }): readonly TalkCommand[] => {
    if (taken.has(name) || commandId.startsWith(`${manifest.id}.`)) return [];
    return [{ name, argument, summary: title, commandId, run: (_, given) => execute(commands, commandId, given) }];
  });
  return [...own, ...ofLines, ...others];
}

/** The command that a line is; `undefined`: it is a question, as one that begins with a path. */
export function talkCommand(
  line: string,
  commands: readonly TalkCommand[],
): { command: TalkCommand; argument: string } | 'unknown' | undefined {
  const [, name, argument = ''] = /^\/([a-z0-9-]*)(?:\s+([^]*))?$/.exec(line) ?? [];
  if (name === undefined) return undefined;
  const command = commands.find((each) => each.name === (aliases[name] ?? name));
  return command ? { command, argument: argument.trim() } : 'unknown';
}

function execute(commands: PluginContext['commands'], commandId: string, argument: string): Promise<void> {
  return commands.execute(commandId, argument === '' ? {} : { argument });
}

function help(parts: TalkParts): void {
  const names = parts.commands.map(({ name, argument }) => `/${name}${argument === undefined ? '' : ` ${argument}`}`);
  const width = Math.max(...names.map(({ length }) => length));
  say(parts, [
    ...parts.commands.map(({ summary }, at) => `${(names[at] ?? '').padEnd(width)}  ${summary}`),
    'Everything else is a question. Ctrl-C stops an answer.',
  ]);
}
