import type { CliContribution, DevmgrError, FlagSpec } from 'devmgr/plugin-api';
import { nearestName } from '../../names/nearest-name.js';
import { usageError } from './usage-error.js';
import { WordUsage } from './word-usage.js';

export interface WrittenWords {
  readonly argv: readonly string[];
  /** The word that was recognised; `undefined`: none. */
  readonly word: CliContribution | undefined;
  readonly words: readonly CliContribution[];
  /** Flags that every word has. */
  readonly common: readonly FlagSpec[];
}

/**
 * What yargs refuses, in the product's own words. `said` is its English sentence (yargs 18, `validation.js`); one that is not
 * known here is passed on.
 */
export function explainRefusal(said: string, written: WrittenWords): DevmgrError {
  const { word, common } = written;
  const usage = new WordUsage(word ?? { name: '<word>', summary: '' }, common);
  const value = /^Not enough arguments following: (.+)$/.exec(said)?.[1];
  if (value !== undefined) return usage.lacksValue(value);
  const unknown = /^Unknown (?:argument|command)s?: (.+)$/.exec(said)?.[1]?.split(', ')[0];
  if (unknown !== undefined) return explainUnknown(unknown, written, usage);
  const count = /^Not enough non-option arguments: got (\d+)/.exec(said)?.[1];
  if (count !== undefined) return word ? usage.lacksArgument(Number(count)) : noWord();
  const [, name = '', given] = /Argument: (.+?), Given: "(.*?)", Choices: /.exec(said) ?? [];
  if (given !== undefined) return usage.isNoChoice(name, given);
  return usageError(said.replaceAll(/\s*\n\s*/g, ' ').trim(), 'Run `devmgr --help`, or `devmgr <word> --help`.');
}

/** `-xyz` is read as the flags x, y and z. */
function readsAs(argument: string, flag: string): boolean {
  if (argument.startsWith('--')) return argument.slice(2).split('=')[0] === flag;
  return argument.startsWith('-') && flag.length === 1 && argument.includes(flag);
}

/** Nothing to run was given. */
export function noWord(): DevmgrError {
  return usageError('No word was given', 'All words: devmgr --help. Without any the screen opens.');
}

function explainUnknown(name: string, { argv, word, words }: WrittenWords, usage: WordUsage): DevmgrError {
  const isFlag = !argv.includes(name);
  if (word)
    return isFlag
      ? usage.isNoFlag(
          name,
          argv.find((each) => readsAs(each, name)),
        )
      : usage.hasNoUseFor(name);
  if (isFlag)
    return usageError(`There is no flag ${name.length === 1 ? '-' : '--'}${name}`, 'All flags: devmgr --help');
  const names = words.map((each) => each.name);
  const near = nearestName(name, names);
  const meant = near === undefined ? '' : `Did you mean ${near}? `;
  return usageError(`There is no word "${name}"`, `${meant}All words: devmgr --help`);
}
