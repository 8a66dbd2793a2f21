import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { nearestName } from '../../../../servers/definition/nearest-name.js';

/** `undefined`: it has no value this time, a validation file for example. */
export type PlaceholderValues = Readonly<Record<string, string | undefined>>;

const PLACEHOLDER = /\{\{|\}\}|\{([A-Za-z][\w-]{0,60})\}/g;
const ALONE = /^\{([A-Za-z][\w-]{0,60})\}$/;

/**
 * The words of a command with values in place of `{names}`. No shell: a value stays inside its word whatever it holds. `{{` and `}}` are braces.
 *
 * A word that names something without a value goes, and with `--flag {name}` the flag before it. Throws a `DevmgrError` for a name that
 * there is not.
 */
export function expandWords(words: readonly string[], values: PlaceholderValues): readonly string[] {
  const result: string[] = [];
  for (const word of words) {
    const expanded = expandWord(word, values);
    if (expanded !== undefined) result.push(expanded);
    else if (ALONE.test(word) && isFlag(result.at(-1))) result.pop();
  }
  return result;
}

/** One word; `undefined` when something in it has no value. */
export function expandWord(word: string, values: PlaceholderValues): string | undefined {
  const missing = new Set<string>();
  const text = word.replace(PLACEHOLDER, (found, name: string | undefined) => {
    if (name === undefined) return found.charAt(0);
    if (!Object.hasOwn(values, name)) throw unknownPlaceholder(name, Object.keys(values));
    const value = values[name];
    if (value === undefined) missing.add(name);
    return value ?? '';
  });
  return missing.size === 0 ? text : undefined;
}

/** The names in a word. */
export function placeholdersIn(word: string): readonly string[] {
  return [...word.matchAll(PLACEHOLDER)].flatMap(([, name]) => name ?? []);
}

function isFlag(word: string | undefined): boolean {
  return word !== undefined && word.startsWith('-') && !word.includes('=') && word.length > 1;
}

function unknownPlaceholder(name: string, names: readonly string[]): DevmgrError {
  const near = nearestName(name, names);
  return new DevmgrError({
    code: 'DEVMGR_CONFIG_INVALID',
    message: `The command for fine-tuning names {${name}}, which there is not`,
    hint: near === undefined ? `There are: ${names.map((each) => `{${each}}`).join(' ')}` : `Write {${near}}.`,
    exitCode: ExitCode.config,
  });
}
