import type { Disposable, PluginContext } from 'devmgr/plugin-api';
import type { CodegenSession } from '../session/codegen-session.js';

/** Says that a request which was edited is not what is sent any more, since something else is asked for. */
export function tellDroppedRequest(
  { screen }: Pick<PluginContext, 'screen'>,
  session: Pick<CodegenSession, 'state'>,
): Disposable {
  let wasUsed = false;
  return session.state.onDidChange(({ written, edited }) => {
    if (wasUsed && !written && edited) {
      screen.notify({
        severity: 'warning',
        message: 'Your edited request is not sent: something else is asked for now',
        hint: 'It comes back with the same file, prompt and context.',
      });
    }
    wasUsed = written !== undefined;
  });
}
