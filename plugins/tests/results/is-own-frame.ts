import { isAbsolute } from 'node:path';
import type { TestFrame } from 'devmgr/plugin-api/contracts/test-runs';

/** Whether a frame is in the project's own files: not in those of libraries, wherever these are installed. */
export function isOwnFrame({ path }: Pick<TestFrame, 'path'>): boolean {
  return !isAbsolute(path) && !/(^|[/\\])(site-packages|\.?venv|\.tox|\.nox)[/\\]/.test(path);
}
