import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

/** ONNX Runtime is not there, or not for this platform. */
export function noRuntime(reason: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_INDEX_NO_RUNTIME',
    message: `Code is found by keywords only, no model can run here: ${reason}`,
    hint: 'Run `ONNXRUNTIME_NODE_INSTALL=skip npm install onnxruntime-node` where devmgr is installed, or set `embedder` to a `provider/model` that makes embeddings',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

/** A model that is not whole, or of a kind that cannot be run. `reason` begins as a sentence. */
export function unusableModel(reason: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_INDEX_UNUSABLE_MODEL',
    message: reason,
    hint,
    exitCode: ExitCode.unavailable,
    cause,
  });
}

/** A model that was loaded, or a service that was reached, and made no vectors. */
export function embeddingFailed(who: string, reason: string, cause?: unknown): DevmgrError {
  return new DevmgrError({
    code: 'PLUGIN_INDEX_EMBEDDING_FAILED',
    message: `${who} made no vectors: ${reason}`,
    hint: 'Set `embedder` to "built-in", or to another model',
    exitCode: ExitCode.unavailable,
    cause,
  });
}

/** The first line of what an error says, cut where it gets long. */
export function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ''] = message.trim().split('\n');
  return first.length > 300 ? `${first.slice(0, 300)}…` : first;
}
