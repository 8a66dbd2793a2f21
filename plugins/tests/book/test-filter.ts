import { filterWords, type FilterWord } from './filter-words.js';
import type { KnownTest } from './known-test.js';
import { nearestName } from '../profiles/nearest-name.js';

/** What a filter line means. */
export interface TestFilter {
  matches(test: KnownTest): boolean;
  /** A word that means nothing; it is left out. */
  readonly problem?: string;
  /** It lets everything through. */
  readonly isEmpty: boolean;
}

type Test = (test: KnownTest) => boolean;
type Reading = { readonly test: Test } | { readonly problem: string };

const keys: Readonly<Record<string, (value: string) => Reading>> = {
  status: readStatus,
  s: readStatus,
  marker: readMarker,
  m: readMarker,
  file: readFile,
  f: readFile,
  is: readFlag,
  worker: (value) => ({ test: ({ worker }) => worker === value }),
  message: (value) => ({ test: ({ message }) => has(message, value) }),
};

const flags: Readonly<Record<string, Test>> = {
  flaky: (test) => test.isFlaky,
  new: (test) => test.isNew,
  slow: (test) => test.usualMs !== undefined,
  pinned: (test) => test.isPinned,
};

/** What a person types may be the name of anything that every object has. */
function flagCalled(word: string): Test | undefined {
  return Object.hasOwn(flags, word) ? flags[word] : undefined;
}

const statuses: Readonly<Record<string, string>> = {
  queued: 'queued',
  running: 'running',
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  errors: 'error',
  skipped: 'skipped',
  xfailed: 'xfailed',
  xpassed: 'xpassed',
  never: 'never',
};

/**
 * Reads a filter line. Words must all occur in id or message, whatever their case; `status:failed` (`s:`; errors too, which
 * `status:error` has alone; `never`: not run yet), `marker:slow`
 * (`m:`), `file:tests/api` (`f:`; where the path begins, or a part of it), `worker:gw0`, `message:timeout`; `is:flaky`, `is:new`, `is:slow`
 * (slower than usual) and `is:pinned`, where the bare word finds names with it as well; a minus before a word turns it round; what stands in quotes is text.
 */
export function parseTestFilter(line: string): TestFilter {
  const tests: Test[] = [];
  const problems: string[] = [];
  for (const word of filterWords(line)) {
    const reading = readWord(word);
    if ('problem' in reading) problems.push(reading.problem);
    else tests.push(word.isNot ? (test) => !reading.test(test) : reading.test);
  }
  const isEmpty = tests.length === 0;
  const [problem] = problems;
  return { matches: (test) => tests.every((is) => is(test)), isEmpty, ...(problem === undefined ? {} : { problem }) };
}

function readWord({ key, value, text, isQuoted }: FilterWord): Reading {
  const read = key === undefined ? undefined : keys[key];
  if (read) return value === '' ? { problem: `${key}: of what?` } : read(isQuoted ? value : value.toLowerCase());
  const meant = key === undefined || key.length < 4 ? undefined : nearestName(key, Object.keys(keys));
  if (meant !== undefined) return { problem: `${key}: did you mean ${meant}:?` };
  const flag = isQuoted || key !== undefined ? undefined : flagCalled(text.toLowerCase());
  // A word that is a mark too may be meant as a part of a name: `is:` takes the mark alone.
  return { test: (test) => flag?.(test) === true || has(test.id, text) || has(test.message, text) };
}

function readStatus(value: string): Reading {
  const wanted = new Set<string>();
  for (const word of listOf(value)) {
    const status = statuses[word] ?? statuses[nearestStart(word) ?? ''];
    if (status === undefined) return { problem: unknown('status', word, Object.keys(statuses)) };
    wanted.add(status);
    // As everywhere: what failed is what did not come out well.
    if (status === 'failed') wanted.add('error');
  }
  return { test: ({ outcome }) => wanted.has(outcome ?? 'never') };
}

/** While somebody types `status:fai` there is nothing to complain about. */
function nearestStart(word: string): string | undefined {
  return word === '' ? undefined : Object.keys(statuses).find((status) => status.startsWith(word));
}

function readMarker(value: string): Reading {
  const wanted = listOf(value);
  return { test: ({ markers }) => markers.some((marker) => wanted.includes(marker.toLowerCase())) };
}

function readFile(value: string): Reading {
  const wanted = listOf(value.replaceAll('\\', '/').replace(/^\.\//, ''));
  return { test: ({ file }) => wanted.some((part) => has(file, part)) };
}

function readFlag(value: string): Reading {
  const wanted: Test[] = [];
  for (const word of listOf(value)) {
    const flag = flagCalled(word);
    if (!flag) return { problem: unknown('mark', word, Object.keys(flags)) };
    wanted.push(flag);
  }
  return { test: (test) => wanted.some((is) => is(test)) };
}

function listOf(value: string): readonly string[] {
  return value
    .toLowerCase()
    .split(',')
    .filter((word) => word !== '');
}

function unknown(what: string, word: string, words: readonly string[]): string {
  const meant = nearestName(word, words);
  return meant === undefined
    ? `no ${what} ${word}: use ${words.join(', ')}`
    : `no ${what} ${word}: did you mean ${meant}?`;
}

function has(text: string | undefined, part: string): boolean {
  return text !== undefined && text.toLowerCase().includes(part.toLowerCase());
}
