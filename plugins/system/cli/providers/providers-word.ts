import { DevmgrError, ExitCode, type CliHandler, type CliInvocation } from 'devmgr/plugin-api';
import type { ProviderView } from '../../providers/view/provider-view.js';
import type { ProvidersParts } from '../../providers-parts.js';
import { askProvider } from './ask-provider.js';
import { lookAtProviders } from './look-at-providers.js';
import { namedModel } from './named-model.js';
import { printProvider } from './print-provider.js';
import { printProviders } from './print-providers.js';
import { reportProvider } from './provider-report.js';

/**
 * `devmgr providers [provider]`: 0 when the table could be printed; with a provider named 0 when it is ready, else 5. With
 * `--ask` the question is put and the answer printed.
 */
export function providersWord(parts: ProvidersParts): CliHandler {
  return async (invocation) => {
    await parts.gather();
    const { id, modelId } = namedModel(invocation, parts);
    const question = invocation.flags.string('ask');
    if (question !== undefined) return askProvider(invocation, parts, { id, modelId, question });
    if (modelId !== undefined) throw noQuestion(id, modelId);
    return id === undefined ? showAll(invocation, parts) : showOne(invocation, parts, id);
  };
}

/** A model alone would change nothing of what is shown. */
function noQuestion(id: string | undefined, modelId: string): DevmgrError {
  const provider = id === undefined ? '' : ` ${id}`;
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `A model is named (${modelId}) and nothing is asked`,
    hint: `Write the question too: devmgr providers${provider} -m ${modelId} --ask "Say hello"`,
    exitCode: ExitCode.usage,
  });
}

async function showAll(invocation: CliInvocation, parts: ProvidersParts): Promise<number> {
  const views = await lookAtProviders(invocation, parts);
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const { text, clock } = parts.context;
  invocation.stdout.write(
    invocation.json
      ? json(views.map((view) => reportProvider(view)))
      : printProviders(views, text, clock.now(), columnsOf(invocation)),
  );
  return ExitCode.ok;
}

async function showOne(invocation: CliInvocation, parts: ProvidersParts, id: string): Promise<number> {
  const views = await lookAtProviders(invocation, parts, id);
  if (invocation.signal.aborted) return ExitCode.interrupted;
  const [view] = views;
  const { text, clock } = parts.context;
  const withModels = (each: ProviderView) => ({ ...reportProvider(each), modelInfo: each.state.models });
  invocation.stdout.write(
    invocation.json
      ? json(views.map(withModels))
      : view
        ? printProvider(view, text, clock.now(), columnsOf(invocation))
        : '',
  );
  return view?.state.status.kind === 'ready' ? ExitCode.ok : ExitCode.unavailable;
}

/** Who reads a pipe wants a line for each provider. */
function columnsOf({ stdout }: CliInvocation): number | undefined {
  return stdout.isTTY ? stdout.columns : undefined;
}

function json(providers: readonly object[]): string {
  return `${JSON.stringify({ providers })}\n`;
}
