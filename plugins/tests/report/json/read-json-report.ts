import { mergeTest, type ImportedOutcome, type ImportedRun, type ImportedTest } from '../imported-run.js';

type Fields = Readonly<Record<string, unknown>>;

const outcomes: Readonly<Record<string, ImportedOutcome>> = {
  passed: 'passed',
  failed: 'failed',
  error: 'error',
  skipped: 'skipped',
  xfailed: 'xfailed',
  xpassed: 'xpassed',
  // As pytest-rerunfailures names what was run again.
  rerun: 'passed',
};

const phases = ['setup', 'call', 'teardown'] as const;

/** Reads a document of pytest-json-report: https://github.com/numirias/pytest-json-report#format. `undefined`: it is something else. */
export function readJsonReport(document: unknown): ImportedRun | undefined {
  const report = fieldsOf(document);
  if (!Array.isArray(report['tests']) || typeof report['summary'] !== 'object') return undefined;
  const tests = new Map<string, ImportedTest>();
  for (const entry of report['tests'] as readonly unknown[]) {
    const test = readTest(fieldsOf(entry));
    if (test) tests.set(test.id, mergeTest(tests.get(test.id), test));
  }
  const durationMs = milliseconds(report['duration']);
  const created = milliseconds(report['created']);
  const runId = fieldsOf(report['devmgr'])['run'];
  return {
    runId: typeof runId === 'string' ? runId : undefined,
    startedAt: created === undefined ? undefined : created - (durationMs ?? 0),
    durationMs,
    exitCode: typeof report['exitcode'] === 'number' ? report['exitcode'] : undefined,
    tests: [...tests.values()],
    collectionErrors: listOf(report['collectors']).filter(({ outcome }) => outcome === 'failed').length,
    deselected: Number(fieldsOf(report['summary'])['deselected'] ?? 0) || 0,
  };
}

function readTest(entry: Fields): ImportedTest | undefined {
  const outcome = outcomes[String(entry['outcome'])];
  const id = entry['nodeid'];
  if (typeof id !== 'string' || id === '' || id.length > 8_000 || !outcome) return undefined;
  const stages = phases.map((phase) => ({ phase, fields: fieldsOf(entry[phase]) }));
  const times = stages.flatMap(({ fields }) => milliseconds(fields['duration']) ?? []);
  const failed = stages.filter(({ fields }) => fields['outcome'] === 'failed');
  const traceback = failed.flatMap(({ fields }) => textOf(fields['longrepr']) ?? []).join('\n\n');
  const crash = failed.map(({ fields }) => textOf(fieldsOf(fields['crash'])['message']))[0];
  return {
    id,
    outcome,
    durationMs: times.length === 0 ? undefined : times.reduce((sum, ms) => sum + ms, 0),
    reruns: entry['outcome'] === 'rerun' ? 1 : 0,
    message: crash?.split('\n', 1)[0]?.slice(0, 1_000),
    traceback: traceback === '' ? undefined : traceback,
    sections: failed.length === 0 ? [] : stages.flatMap(({ phase, fields }) => sectionsOf(phase, fields)),
  };
}

function sectionsOf(phase: string, fields: Fields): ImportedTest['sections'] {
  return ['stdout', 'stderr'].flatMap((stream) => {
    const text = textOf(fields[stream]);
    return text === undefined || text === '' ? [] : [{ title: `Captured ${stream} ${phase}`, text }];
  });
}

function milliseconds(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds >= 0
    ? Math.round(seconds * 1e6) / 1e3
    : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}
