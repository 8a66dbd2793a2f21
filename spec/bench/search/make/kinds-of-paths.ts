const foreign =
  /(^|\/)(_?vendor(ed)?|third_party|thirdparty|node_modules|dist|build|_vendor|fixtures?|__snapshots__|locales?|i18n|migrations|generated|\.yarn|testdata|site-packages|bundled|typeshed)(\/|$)|\.min\.|\.d\.ts$|_pb2|\.snap$|bundle/i;
const test = /(^|\/)(tests?|__tests__|spec|specs|e2e|benchmarks?)(\/|$)|(^|\/)test_|_test\.|\.test\.|\.spec\./i;

/** Whether the file is of others or made by a tool: no answer anybody looks for. */
export function isForeign(path: string): boolean {
  return foreign.test(path);
}

export function isTest(path: string): boolean {
  return test.test(path);
}

/** Endings of files whose changes are changes of code. */
export const codeEndings = ['py', 'js', 'jsx', 'mjs', 'cjs', 'ts', 'tsx', 'mts', 'go', 'rs', 'java', 'rb', 'sql'];
