import type { PluginContext } from 'devmgr/plugin-api';
import type { ChatSession } from '../conversation/chat-session.js';
import { SlashValues } from '../slash/slash-values.js';
import { suggestSlash } from '../slash/suggest-slash.js';
import { completePath } from './talk/complete-path.js';
import type { TalkCommand } from './talk/talk-command.js';

export interface TalkCompletionParts {
  readonly commands: readonly TalkCommand[];
  readonly session: Pick<ChatSession, 'state'>;
  readonly context: Pick<PluginContext, 'services' | 'manifest'>;
  /** Where paths begin. */
  readonly from: string;
}

/** Whole lines that go on with what was typed: commands, and what may stand after one. */
export function completeTalk(
  line: string,
  { commands, session, context, from }: TalkCompletionParts,
): readonly string[] {
  const known = new SlashValues({ context, session, files: () => [] });
  const typed = /\S*$/.exec(line)?.[0] ?? '';
  const found = suggestSlash(line, line.length, {
    commands: () =>
      commands.map(({ name, argument, summary, commandId = name }) => ({ name, argument, title: summary, commandId })),
    values: (command) =>
      command.argument?.startsWith('path') === true ? completePath(typed, from) : known.of(command),
  });
  const lines = (found?.items ?? []).map(({ insert }) => line.slice(0, found?.from) + insert);
  // Readline writes what all of them begin with.
  return lines.filter((whole) => whole.startsWith(line));
}
