import type { TestCase, TestComparison, TestFrame } from 'devmgr/plugin-api/contracts/test-runs';
import { emptyCase } from '../results/empty-case.js';

/** Characters that are kept of a text. */
const most = { message: 4_000, traceback: 60_000, section: 20_000, side: 20_000, value: 500, line: 500 };
/** Entries that are kept of a list. */
const mostOf = { frames: 40, locals: 40, sections: 12, requests: 100, source: 20 };

/**
 * What is kept of a failed test, as JSON text of at most some hundred kilobytes; secrets are masked by `redact`. `isShort`: without
 * what is long, for runs in which very many fail.
 */
export function failureDocument(test: TestCase, redact: (text: string) => string, isShort = false): string {
  const cut = isShort ? shortened(test) : test;
  const clean = (text: string, length: number) => redact(middleCut(text, length));
  return JSON.stringify({
    ...cut,
    message: cut.message === undefined ? undefined : clean(cut.message, most.message),
    traceback: cut.traceback === undefined ? undefined : clean(cut.traceback, most.traceback),
    // The last frames are where it failed.
    frames: cut.frames.slice(-mostOf.frames).map((frame) => cutFrame(frame, clean)),
    sections: cut.sections
      .slice(-mostOf.sections)
      .map(({ title, text }) => ({ title: clean(title, most.line), text: clean(text, most.section) })),
    comparison: cut.comparison && cutComparison(cut.comparison, clean),
    requests: cut.requests
      ?.slice(-mostOf.requests)
      .map((request) => ({ ...request, url: clean(request.url, most.line) })),
  } satisfies TestCase);
}

/** The test in such a document; `undefined` when it cannot be read. Fields that are missing in an older one are empty. */
export function readFailureDocument(text: string): TestCase | undefined {
  try {
    const test = JSON.parse(text) as Partial<TestCase> | null;
    if (typeof test?.id !== 'string' || typeof test.file !== 'string') return undefined;
    return { ...emptyCase(test.id), ...test };
  } catch {
    return undefined;
  }
}

type Cut = (text: string, length: number) => string;

function cutFrame(frame: TestFrame, clean: Cut): TestFrame {
  const { source, locals } = frame;
  return {
    ...frame,
    source: source && {
      firstLine: source.firstLine,
      lines: source.lines.slice(0, mostOf.source).map((line) => clean(line, most.line)),
    },
    locals: locals
      ?.slice(0, mostOf.locals)
      .map(([name, value]) => [clean(name, most.line), clean(value, most.value)] as const),
  };
}

function cutComparison({ operator, left, right }: TestComparison, clean: Cut): TestComparison {
  return { operator, left: clean(left, most.side), right: clean(right, most.side) };
}

function shortened(test: TestCase): TestCase {
  const frames = test.frames.slice(-3).map(({ path, line, function: name }) => ({ path, line, function: name }));
  const { comparison: _comparison, requests: _requests, ...rest } = test;
  return { ...rest, traceback: test.traceback && middleCut(test.traceback, 2_000), frames, sections: [] };
}

/** Both ends say most: where it began, and what it came to. */
function middleCut(text: string, length: number): string {
  if (text.length <= length) return text;
  const half = length >> 1;
  return `${text.slice(0, half)}\n… ${text.length - 2 * half} characters left out …\n${text.slice(-half)}`;
}
