import { createRequire } from 'node:module';
import type { CustomHost, CustomOptions, WidgetHandle } from 'devmgr/plugin-api';
import type { Widget, WidgetHost } from '../widget.js';

/** A plugin's own widget, made from blessed itself. What it makes lies in the pane and is its own affair. */
export function createCustom(options: CustomOptions, host: WidgetHost): Widget<WidgetHandle> {
  const state = { isDisposed: false, failure: '' };
  void build(options, host, state);
  return {
    handle: {},
    paint(canvas) {
      if (state.failure) canvas.put(0, 0, `✗ ${state.failure}`, 'error');
    },
    onKey: (key) => host.guard('onKey', () => options.onKey?.(key) ?? false, false),
    dispose() {
      state.isDisposed = true;
    },
  };
}

async function build(
  options: CustomOptions,
  host: WidgetHost,
  state: { isDisposed: boolean; failure: string },
): Promise<void> {
  try {
    const { default: blessed } = await import('blessed');
    if (!state.isDisposed) await options.create(customHost(blessed, host));
  } catch (error) {
    state.failure = error instanceof Error ? error.message : String(error);
    host.guard(
      'create',
      () => {
        throw error;
      },
      undefined,
    );
    host.requestFrame();
  }
}

function customHost(blessed: unknown, host: WidgetHost): CustomHost {
  return {
    blessed,
    contrib: loadContrib,
    parent: host.element(),
    requestFrame: () => host.requestFrame(),
    own: (item) => host.own(item),
  };
}

const require = createRequire(import.meta.url);

/** One widget of blessed-contrib by its path under `lib/widget`, for example `donut` or `charts/bar`. */
async function loadContrib(path: string): Promise<unknown> {
  if (!/^[a-z-]+(\/[a-z-]+)?$/i.test(path)) throw new Error(`blessed-contrib has no widget "${path}"`);
  return require(`blessed-contrib/lib/widget/${path}.js`);
}
