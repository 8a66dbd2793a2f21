import { splitCommand } from '../definition/split-command.js';
import type { TomlTable } from './imported-servers.js';

const ASSIGNMENT = /^(?<name>[A-Za-z_]\w*)=(?<value>(?:'[^']*'|"[^"\\$`]*"|[^\s'"\\$`|&;<>()~])*)\s+(?=\S)/;
const QUOTED = /'[^']*'|"(?:[^"\\]|\\[^])*"|\\[^]/g;
/** What a shell makes file names, several words or history of. */
const PATTERN = /[*?[\]{}!]/;

export interface PlainCommand {
  /** Variables that stand before the command. */
  readonly env: TomlTable;
  /** As it was written, without them. */
  readonly text: string;
  readonly words: readonly string[];
}

/** A command line that means the same without a shell; `undefined`: only a shell understands it. */
export function plainCommand(line: string): PlainCommand | undefined {
  const env: Record<string, string> = {};
  let text = line.trim();
  for (let found = ASSIGNMENT.exec(text); found; found = ASSIGNMENT.exec(text)) {
    const { name = '', value = '' } = found.groups ?? {};
    env[name] = unquoted(value);
    text = text.slice(found[0].length);
  }
  text = text.replace(/^exec\s+(?=[^\s-])/, '');
  const split = splitCommand(text);
  const needsShell = 'problem' in split || PATTERN.test(text.replaceAll(QUOTED, ''));
  return needsShell ? undefined : { env, text, words: split.words };
}

function unquoted(value: string): string {
  return value.replaceAll(/'([^']*)'|"([^"]*)"/g, (_all, single?: string, double?: string) => single ?? double ?? '');
}
