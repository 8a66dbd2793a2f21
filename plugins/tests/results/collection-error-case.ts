import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';
import { emptyCase } from './empty-case.js';

/** A file that could not be collected: it stands for its tests, of which none is known. */
export function collectionErrorCase(path: string, traceback: string | undefined): TestCase {
  return { ...emptyCase(path), file: path, outcome: 'error', message: 'This file could not be collected.', traceback };
}
