import { DevmgrError, ExitCode, type CliHandler, type CliInvocation, type PluginContext } from 'devmgr/plugin-api';
import { chooseFailure } from '../explain/choose-failure.js';
import { createExplain } from '../explain/create-explain.js';
import { capsuleText } from '../explain/capsule-text.js';
import type { FailureCapsule } from '../explain/failure-capsule.js';
import type { TestHistoryStore } from '../history/test-history-store.js';
import type { TestRunsService } from '../results/test-runs-service.js';
import { askModel } from './ask-model.js';
import { capsuleDocument } from './capsule-document.js';

export interface ExplainCommandParts {
  readonly runs: TestRunsService;
  readonly history: TestHistoryStore;
  readonly context: Pick<PluginContext, 'text' | 'services' | 'workspace' | 'processes' | 'clock'>;
}

/** pytest's exit code when it stops because files could not be collected. */
const INTERRUPTED = 2;
/** Fewer is not even the message. */
const FEWEST_TOKENS = 300;

/** `devmgr explain`: everything about one failure on stdout, or the answer of a model to it. Exit 0: there is one. */
export function explainCommand(parts: ExplainCommandParts): CliHandler {
  const { runs, history, context } = parts;
  const explain = createExplain({
    context,
    records: history,
    current: () => runs.current.get(),
    known: (id) => history.tests.get().get(id),
  });
  return async (invocation) => {
    const { flags, json, stdout, signal } = invocation;
    const tokens = readTokens(flags.number('tokens'));
    const named = { provider: flags.string('provider'), model: flags.string('model') };
    const asks = flags.boolean('ask') || named.provider !== undefined || named.model !== undefined;
    const id = await chosen(parts, invocation);
    const capsule = await explain.capsule(id, { tokens, signal });
    if (asks) return askModel(capsule, named, invocation, context);
    stdout.write(json ? `${JSON.stringify(capsuleDocument(capsule))}\n` : printed(capsule, parts));
    return ExitCode.ok;
  };
}

async function chosen({ runs, history }: ExplainCommandParts, invocation: CliInvocation): Promise<string> {
  const [typed] = invocation.args;
  await history.ready;
  if (invocation.flags.boolean('run')) await runIt(runs, typed, invocation);
  const tests = history.tests.get();
  const uncollected = runs.current.get().collectionErrors.map(({ path }) => path);
  const [last] = await history.runs(1);
  return chooseFailure(typed, [...history.failed(), ...uncollected], {
    outcomeOf: (id) => tests.get(id)?.outcomes.at(-1),
    ids: () => tests.keys(),
    endedInCollection: last?.exitCode === INTERRUPTED && last.counts.errors > 0,
  });
}

/** Its result goes into the history, as that of every run. */
async function runIt(
  runs: TestRunsService,
  typed: string | undefined,
  { stderr, signal }: CliInvocation,
): Promise<void> {
  if (typed === undefined) throw usage('--run needs the test that is to be run.', 'Give its node id.');
  signal.throwIfAborted();
  const stop = () => void runs.stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (stderr.isTTY) stderr.write('running the test ...\n');
    const run = await runs.start({ paths: [typed] });
    await run.done;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
}

function printed(capsule: FailureCapsule, { context }: ExplainCommandParts): string {
  return context.text.clean(capsuleText(capsule));
}

function readTokens(tokens: number | undefined): number | undefined {
  if (tokens === undefined || (Number.isInteger(tokens) && tokens >= FEWEST_TOKENS)) return tokens;
  throw usage(`--tokens ${tokens} is too few.`, `Give a whole number from ${FEWEST_TOKENS} on.`);
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
