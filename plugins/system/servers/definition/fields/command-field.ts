import { splitCommand } from '../split-command.js';
import { wrong, type Field, type Reading } from './field.js';

const MOST_WORDS = 1_000;
const LONGEST = 32_768;

/** An executable and its arguments: a list, or a text that is split without a shell. */
export const commandField: Field<readonly string[]> = (value) => {
  if (Array.isArray(value)) return wordsOf(value);
  if (!isWord(value)) return wrong('must be a text or a list of texts');
  const split = splitCommand(value);
  if ('words' in split) return { value: split.words };
  const problem = `${split.problem}${split.problem.startsWith('must') ? '' : ', and no shell runs it'}`;
  return wrong(problem, `Write it as a list for the shell: ["sh", "-c", ${JSON.stringify(short(value))}]`);
};

/** Arguments for a program: a list, or a text that is split; none are fine too. */
export const argumentsField: Field<readonly string[]> = (value) =>
  Array.isArray(value) && value.every(isWord) ? { value } : value === '' ? { value: [] } : commandField(value);

function wordsOf(value: readonly unknown[]): Reading<readonly string[]> {
  if (value.length > MOST_WORDS || !value.every(isWord)) return wrong('must be a text or a list of texts');
  return value[0] === undefined || value[0].trim() === '' ? wrong('must name a command') : { value };
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST && !value.includes('\0');
}

function short(text: string): string {
  const line = text.trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
