/** A place that an error names. */
export interface TraceFrame {
  /** As it stands there: from wherever the program ran. */
  readonly path: string;
  /** From one; `undefined`: not said. */
  readonly line: number | undefined;
}

/** Where errors stand in an output that is longer: at its end, the first ones at its beginning. In lines. */
const mostLines = 2_000;
/** A frame is short. In characters. */
const longestLine = 600;

/** Python: `File "a.py", line 3, in f`. Of Node, compilers and linters, and pytest's frames: `a.py:3: in f`, `at f (a.ts:3:5)`. */
const python = /\bFile "([^"\n]{1,400})", line (\d{1,7})/;
const located = /(?:^|[\s(])(?:file:\/\/)?((?:[A-Za-z]:)?[^\s:()"'<>|]{1,300}\.[A-Za-z]{1,5}):(\d{1,7})(?=[:),\s]|$)/;
/** Of pytest's summary: `FAILED tests/test_a.py::test_b - AssertionError`. */
const summary = /^(?:FAILED|ERROR)\s+(\S{1,300}\.py)(?:::|\s|$)/;
const ofLibraries = /(?:^|\/)(?:site-packages|dist-packages|node_modules|lib\/python3[\d.]*)\/|^node:|^</;

/** The places in outputs of tests, compilers and programs, in their order, without those of libraries. */
export function traceFrames(text: string): readonly TraceFrame[] {
  const lines = text.split('\n');
  const read = lines.length <= 2 * mostLines ? lines : [...lines.slice(0, mostLines), ...lines.slice(-mostLines)];
  return read.flatMap((line) => {
    const short = line.slice(0, longestLine);
    const [, found, at] = python.exec(short) ?? summary.exec(short) ?? located.exec(short) ?? [];
    const path = found?.replaceAll('\\', '/').replace(/^\.\//, '');
    if (path === undefined || ofLibraries.test(path)) return [];
    return [{ path, line: at === undefined ? undefined : Number(at) }];
  });
}
