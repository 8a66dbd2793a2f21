import type { TestCase } from 'devmgr/plugin-api/contracts/test-runs';

export type PhaseName = 'setup' | 'call' | 'teardown';

/** What one phase of a test said when it failed. */
export interface FailedPhase {
  readonly phase: PhaseName;
  /** One line. */
  readonly message: string;
  readonly text: string;
}

const joint = /\n\nin (?:setup|call|teardown):\n\n/;

/** The phases in which a test failed, in order: a test whose call failed may fail once more while it is torn down. */
export function failedPhases({ outcome, phaseMs, traceback, message = '' }: TestCase): readonly FailedPhase[] {
  const text = traceback ?? message;
  if (outcome === 'failed') return [{ phase: 'call', message, text }];
  if (outcome !== 'error') return [];
  const [first = '', ...rest] = text.split(joint);
  // Without the times nobody knows; fixtures fail most.
  const wasCalled = phaseMs?.[1] !== undefined;
  if (rest.length === 0) return [{ phase: wasCalled ? 'teardown' : 'setup', message, text }];
  // The test has the message of the last; the first line that pytest marks is that of the first.
  const marked = /^E +(.*)$/m.exec(first)?.[1] ?? '';
  return [
    { phase: wasCalled ? 'call' : 'setup', message: marked, text: first },
    { phase: 'teardown', message, text: rest.join('\n\n') },
  ];
}
