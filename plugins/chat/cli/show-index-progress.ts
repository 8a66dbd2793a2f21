import { DisposableStore, type Disposable, type PluginContext, type TextSink } from 'devmgr/plugin-api';
import type { CodeIndex } from 'devmgr/plugin-api/contracts/code-index';
import { indexProgressLine } from './index-progress-line.js';

const everyMs = 100;
const eraseLine = '\r\x1b[K';

/** Keeps one line about the refresh up to date on a terminal; writes nothing elsewhere. Disposing erases the line. */
export function showIndexProgress(
  out: TextSink,
  { state }: Pick<CodeIndex, 'state'>,
  { clock, text }: Pick<PluginContext, 'clock' | 'text'>,
): Disposable {
  const store = new DisposableStore();
  if (!out.isTTY) return store;
  const draw = () => {
    const line = text.truncate(indexProgressLine(state.get()), Math.max(10, out.columns - 1));
    out.write(`${eraseLine}${line}`);
  };
  store.add({ dispose: () => out.write(eraseLine) });
  store.add(clock.setInterval(draw, everyMs));
  return store;
}
