import type { ListenerErrorSink } from 'devmgr/plugin-api';
import type { WidgetHost } from './widget.js';

/** Where exceptions of a plugin's listeners go: through the guard, which reports them as the plugin's. */
export function listenerErrors(host: WidgetHost, what: string): ListenerErrorSink {
  return (error) =>
    host.guard(
      what,
      () => {
        throw error;
      },
      undefined,
    );
}
