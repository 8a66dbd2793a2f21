import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

type Place = Pick<TestCase, 'file' | 'line' | 'markers'>;

/** A test of which nothing but its place is known; without one its file is that of its id. */
export function emptyCase(id: string, place: Place = placeOf(id)): TestCase {
  const { file, line, markers } = place;
  return {
    id,
    file,
    line,
    markers,
    outcome: 'queued',
    startedAt: undefined,
    durationMs: undefined,
    message: undefined,
    traceback: undefined,
    frames: [],
    sections: [],
    worker: undefined,
  };
}

function placeOf(id: string): Place {
  return { file: id.split('::', 1)[0] ?? id, line: undefined, markers: [] };
}
