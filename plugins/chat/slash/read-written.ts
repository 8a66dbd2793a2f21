import type { SlashCommand } from 'devmgr/plugin-api';

/** What a person wrote: a question, or a command with what stands after it. */
export type Written =
  | { readonly kind: 'question'; readonly text: string }
  | { readonly kind: 'command'; readonly command: SlashCommand; readonly argument: string | undefined }
  | { readonly kind: 'unknown-command'; readonly name: string };

/** A path begins with a slash, too, but goes on with another one; a blank in front makes a question of anything. */
const command = /^\/([a-z0-9-]+)(?:\s+([^]*))?$/;

/** Reads a line such as `/find retry`. */
export function readWritten(text: string, commands: readonly SlashCommand[]): Written {
  const [, name, rest] = command.exec(text.trimEnd()) ?? [];
  if (name === undefined) return { kind: 'question', text };
  const known = commands.find((each) => each.name === name);
  if (!known) return { kind: 'unknown-command', name };
  const argument = rest?.trim();
  return { kind: 'command', command: known, argument: argument === '' ? undefined : argument };
}
