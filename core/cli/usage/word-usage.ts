import type { CliContribution, DevmgrError, FlagSpec } from 'devmgr/plugin-api';
import { nearestName } from '../../names/nearest-name.js';
import { usageError } from './usage-error.js';

/** What is wrong with the arguments and flags of one word, in sentences made from its manifest. */
export class WordUsage {
  readonly #word: CliContribution;
  readonly #flags: readonly FlagSpec[];

  /** `common`: flags that every word has. */
  constructor(word: CliContribution, common: readonly FlagSpec[]) {
    this.#word = word;
    this.#flags = [...(word.flags ?? []), ...common];
  }

  /** The argument at `index` is required and was not given. */
  lacksArgument(index: number): DevmgrError {
    const { name: word, arguments: all = [] } = this.#word;
    const { name = 'argument', summary = '', choices } = all[index] ?? {};
    return usageError(`devmgr ${word} needs <${name}>${explanation(summary, choices)}`, this.#example());
  }

  /** `flag` stands at the end, or before another flag. */
  lacksValue(flag: string): DevmgrError {
    const { name = flag, summary = '', ...more } = this.#find(flag) ?? {};
    const choices = 'choices' in more ? more.choices : undefined;
    return usageError(`--${name} needs a value${explanation(summary, choices)}`, this.#flagHint(flag));
  }

  needsNumber(flag: string): DevmgrError {
    return usageError(`--${flag} needs a number`, this.#flagHint(flag));
  }

  givenTwice(flag: string): DevmgrError {
    return usageError(`--${flag} was given more than once`, this.#flagHint(flag));
  }

  /** `name` is that of an argument or a flag with choices. */
  isNoChoice(name: string, given: string): DevmgrError {
    const argument = this.#word.arguments?.find((each) => each.name === name);
    const flag = this.#find(name);
    const choices = argument?.choices ?? (flag && 'choices' in flag ? flag.choices : undefined) ?? [];
    const what = argument ? `<${name}> of devmgr ${this.#word.name}` : `--${flag?.name ?? name}`;
    const near = nearestName(given, choices);
    const example = argument ? this.#example(near) : this.#flagHint(name);
    const hint = near === undefined ? example : `Did you mean ${near}? ${example}`;
    return usageError(`${what} cannot be "${given}"${explanation('', choices)}`, hint);
  }

  /** `given` is the argument that it was read from, where that is known. */
  isNoFlag(name: string, given?: string): DevmgrError {
    const names = this.#flags.map((flag) => flag.name);
    const near = nearestName(name, names);
    const hint = near === undefined ? this.#asWord(given) : `Did you mean --${near}? `;
    const written = name.length === 1 ? shortForm(name, given) : `--${name}`;
    return usageError(`devmgr ${this.#word.name} has no flag ${written}`, `${hint}${this.#allFlags()}`);
  }

  hasNoUseFor(argument: string): DevmgrError {
    return usageError(`devmgr ${this.#word.name} has no use for "${argument}"`, this.#example());
  }

  #find(flag: string): FlagSpec | undefined {
    return this.#flags.find(({ name, short }) => name === flag || short === flag);
  }

  /** One that has the text in it, or else the first. */
  #example(having = ''): string {
    const { name, examples = [] } = this.#word;
    const example = examples.find((each) => each.split(' ').includes(having)) ?? examples[0];
    return example === undefined ? `All of it: devmgr ${name} --help` : `For example: ${example}`;
  }

  #flagHint(written: string): string {
    const flag = this.#find(written);
    const forms = flag ? [`--${flag.name}`, ...(flag.short === undefined ? [] : [`-${flag.short}`])] : [];
    const form = forms.find((each) => this.#word.examples?.some((example) => example.split(' ').includes(each)));
    return form === undefined ? this.#allFlags() : this.#example(form);
  }

  /** Where words are taken as they come, one may begin like a flag. */
  #asWord(given: string | undefined): string {
    const { name, arguments: all = [] } = this.#word;
    if (given === undefined || !all.some(({ variadic }) => variadic)) return '';
    const word = /^[\w:./-]+$/.test(given) ? given : JSON.stringify(given);
    return `If it is a word: devmgr ${name} -- ${word}. `;
  }

  #allFlags(): string {
    return `All flags: devmgr ${this.#word.name} --help`;
  }
}

/** `-computed` is a word with a dash before it rather than the flags c, o, m…; `-nf` may well be two flags. */
function shortForm(name: string, given: string | undefined): string {
  return given !== undefined && /^-\p{L}{3,}/u.test(given) ? given : `-${name}`;
}

/** `: start, stop or list`, or what the summary says in the middle of a sentence. */
function explanation(summary: string, choices: readonly string[] | undefined): string {
  if (choices && choices.length > 0)
    return `: ${[choices.slice(0, -1).join(', '), choices.at(-1)].filter(Boolean).join(' or ')}`;
  // Names in capitals (SVG) stay as they are.
  const text = /^[A-Z][a-z]* /.test(summary) ? summary.charAt(0).toLowerCase() + summary.slice(1) : summary;
  return text === '' ? '' : `: ${text}`;
}
