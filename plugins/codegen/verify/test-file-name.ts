/** Whether pytest would look for tests in it by its default names (https://docs.pytest.org/en/stable/explanation/goodpractices.html). */
export const isTestFile = (path: string): boolean => /(^|\/)(test_[^/]*|[^/]*_test)\.py$/.test(path);

/** Whether it holds fixtures for the tests of its folder. */
export const isConftest = (path: string): boolean => /(^|\/)conftest\.py$/.test(path);

/** `app/orders.py` -> `app`; empty for a file of the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
