import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { emptyCase } from './empty-case.js';
import type { RunDraft } from './run-draft.js';

/** A test before it runs. `place`: what is known of it; else its file is that of its id. */
export function newCase(draft: RunDraft, id: string, place?: Pick<TestCase, 'file' | 'line' | 'markers'>): TestCase {
  if (place) return emptyCase(id, place);
  return emptyCase(id, { file: draft.filePath(id.split('::', 1)[0] ?? id), line: undefined, markers: [] });
}
