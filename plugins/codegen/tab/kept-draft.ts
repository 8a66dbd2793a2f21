import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { CodegenSession } from '../session/codegen-session.js';

const targetKey = 'codegen.target';
const promptKey = 'codegen.prompt';
/** Nothing is typed for so long before it is written. */
const waitMs = 400;
/** Of a prompt: more of it is not kept. */
const mostChars = 200_000;

type Context = Pick<PluginContext, 'storage' | 'clock' | 'text' | 'log'>;

/** Brings back the file and the prompt that were written last, and keeps them for the next devmgr in this project; without secrets. */
export function keepDraft(context: Context, session: CodegenSession): Disposable {
  const { storage, clock } = context;
  const kept = (key: string) => {
    const value = storage.state.get(key);
    return typeof value === 'string' ? value : '';
  };
  session.setTarget(kept(targetKey));
  session.setPrompt(kept(promptKey));
  let timer: Disposable | undefined;
  const flush = () => {
    void timer?.dispose();
    timer = undefined;
    const { target, prompt } = session.state.get();
    keep(context, targetKey, target);
    keep(context, promptKey, prompt.slice(0, mostChars));
  };
  let seen = session.state.get();
  const listening = session.state.onDidChange((state) => {
    if (state.target === seen.target && state.prompt === seen.prompt) return;
    seen = state;
    void timer?.dispose();
    timer = clock.setTimeout(flush, waitMs);
  });
  return {
    dispose() {
      void listening.dispose();
      if (timer) flush();
    },
  };
}

function keep({ storage, text, log }: Context, key: string, value: string): void {
  const masked = text.redact(value);
  if ((storage.state.get(key) ?? '') === masked) return;
  storage.state.set(key, masked).catch((error: unknown) => {
    log.warn('What is written could not be kept', { reason: String(error) });
  });
}
