import { mergeTest, type ImportedOutcome, type ImportedRun, type ImportedTest } from '../imported-run.js';
import type { NodeIds } from '../node-ids.js';
import { runProperty } from './write-junit.js';
import type { Attributes, XmlHandler } from './xml-parser.js';

/** Characters of one text that are kept. */
const mostText = 200_000;
/** A node id is a name; what is longer is none. */
const mostName = 8_000;
/** Suites lie in suites as describe() in describe(); nobody goes that far. */
const mostDepth = 500;

interface OpenTest {
  readonly attributes: Attributes;
  outcome: ImportedOutcome;
  message: string | undefined;
  traceback: string;
  reruns: number;
  readonly sections: { title: string; text: string }[];
  isCollection: boolean;
}

/** The children of a test case that tell its outcome. */
const outcomes: Readonly<Record<string, ImportedOutcome>> = { failure: 'failed', error: 'error', skipped: 'skipped' };
/** Written by Maven's surefire for what was run again: https://maven.apache.org/surefire/maven-surefire-plugin/xsd/surefire-test-report.xsd */
const again = new Set(['flakyFailure', 'flakyError', 'rerunFailure', 'rerunError']);

/** Reads the elements of JUnit XML, as pytest, surefire and others write it: suites may lie in suites, and what is unknown is passed over. */
export class JunitReader implements XmlHandler {
  readonly #ids: NodeIds;
  readonly #tests = new Map<string, ImportedTest>();
  readonly #path: string[] = [];
  /** Pieces of the text of the innermost element that is read. */
  #text: string[] | undefined;
  #textLength = 0;
  #test: OpenTest | undefined;
  #runId: string | undefined;
  #isJunit = false;
  #startedAt = Infinity;
  #endedAt = -Infinity;
  #durationMs = 0;
  #collectionErrors = 0;

  constructor(ids: NodeIds) {
    this.#ids = ids;
  }

  open(name: string, attributes: Attributes): void {
    this.#path.push(name);
    if (this.#path.length > mostDepth) throw new Error(`its elements lie more than ${mostDepth} deep`);
    if (name === 'testsuites' || name === 'testsuite') this.#openSuite(name, attributes);
    else if (name === 'testcase') this.#test = newTest(attributes);
    else if (name === 'property' && attributes['name'] === runProperty) this.#runId = attributes['value'];
    else if (this.#test) this.#openResult(this.#test, name, attributes);
  }

  text(text: string): void {
    if (!this.#text || this.#textLength >= mostText) return;
    this.#text.push(text.slice(0, mostText - this.#textLength));
    this.#textLength += text.length;
  }

  close(name: string): void {
    this.#path.pop();
    const test = this.#test;
    if (!test) return;
    if (name === 'testcase') this.#closeTest(test);
    else this.#closeResult(test, name);
  }

  /** `undefined`: it is no JUnit report. */
  finish(): ImportedRun | undefined {
    if (!this.#isJunit) return undefined;
    const hasTime = Number.isFinite(this.#startedAt);
    return {
      runId: this.#runId,
      startedAt: hasTime ? this.#startedAt : undefined,
      durationMs: hasTime ? Math.max(0, this.#endedAt - this.#startedAt) : this.#durationMs,
      exitCode: undefined,
      tests: [...this.#tests.values()],
      collectionErrors: this.#collectionErrors,
      deselected: 0,
    };
  }

  #openSuite(name: string, attributes: Attributes): void {
    this.#isJunit = true;
    if (name !== 'testsuite') return;
    const ms = milliseconds(attributes['time']) ?? 0;
    // Without a zone it is the time of where it was written, which is taken for here.
    const startedAt = Date.parse(attributes['timestamp'] ?? '');
    // The time of a suite holds that of those in it.
    if (this.#path.indexOf('testsuite') === this.#path.length - 1) this.#durationMs += ms;
    if (!Number.isFinite(startedAt)) return;
    this.#startedAt = Math.min(this.#startedAt, startedAt);
    this.#endedAt = Math.max(this.#endedAt, startedAt + ms);
  }

  #openResult(test: OpenTest, name: string, attributes: Attributes): void {
    const outcome = outcomes[name];
    if (again.has(name)) test.reruns += 1;
    if (outcome) {
      const isExpected = name === 'skipped' && attributes['type'] === 'pytest.xfail';
      test.outcome = isExpected ? 'xfailed' : outcome;
      test.message ??= attributes['message'];
      test.isCollection = name === 'error' && attributes['message'] === 'collection failure';
    }
    if (!outcome && name !== 'system-out' && name !== 'system-err') return;
    [this.#text, this.#textLength] = [[], 0];
  }

  #closeResult(test: OpenTest, name: string): void {
    const text = this.#text?.join('').trim();
    if (text === undefined) return;
    this.#text = undefined;
    if (text === '') return;
    if (name === 'failure' || name === 'error') test.traceback += `${test.traceback === '' ? '' : '\n\n'}${text}`;
    else if (name === 'system-out' || name === 'system-err') test.sections.push({ title: name, text });
    else if (test.message === undefined) test.message = text;
  }

  #closeTest(test: OpenTest): void {
    this.#test = undefined;
    const { classname = '', name = '', file, time } = test.attributes;
    if (test.isCollection) this.#collectionErrors += 1;
    if (test.isCollection || name === '' || classname.length + name.length > mostName) return;
    const id = this.#ids.find({ classname, name, file });
    const message = test.message?.split('\n', 1)[0]?.slice(0, 1_000);
    const { outcome, reruns, sections } = test;
    const traceback = test.traceback === '' ? undefined : test.traceback;
    const found = { id, outcome, durationMs: milliseconds(time), reruns, message, traceback, sections };
    this.#tests.set(id, mergeTest(this.#tests.get(id), found));
  }
}

function newTest(attributes: Attributes): OpenTest {
  return {
    attributes,
    outcome: 'passed',
    message: undefined,
    traceback: '',
    reruns: 0,
    sections: [],
    isCollection: false,
  };
}

/** Of seconds, as `1.5`, or `1,234.5` as older versions of surefire write thousands. */
function milliseconds(seconds: string | undefined): number | undefined {
  const value = Number(seconds?.replaceAll(',', '').trim() || Number.NaN);
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 1e6) / 1e3 : undefined;
}
