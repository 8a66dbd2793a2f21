import { talkCommands } from './chat-talk-commands.js';

/** Commands that begin with what was typed. */
export function completeTalk(line: string): readonly string[] {
  if (!line.startsWith('/')) return [];
  return talkCommands.map(({ name }) => `/${name}`).filter((name) => name.startsWith(line));
}
