/** What pytest calls a test in a JUnit report. */
export interface JunitName {
  readonly classname: string;
  readonly name: string;
}

/** `tests/api/test_x.py::TestA::test_b[1-2]` is `tests.api.test_x.TestA` and `test_b[1-2]`: `mangle_test_address` of pytest's junitxml.py. */
export function junitName(id: string): JunitName {
  const bracket = id.indexOf('[');
  const [address, parameters] = bracket === -1 ? [id, ''] : [id.slice(0, bracket), id.slice(bracket)];
  const [file = '', ...inner] = address.split('::');
  const names = [file.replaceAll('/', '.').replace(/\.py$/, ''), ...inner];
  const last = names.pop() ?? '';
  return { classname: names.join('.'), name: last + parameters };
}
