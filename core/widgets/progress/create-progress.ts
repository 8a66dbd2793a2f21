import type { BaseOptions, ProgressHandle, ProgressState, StyledText } from 'devmgr/plugin-api';
import type { Canvas } from '../../screen/canvas.js';
import { fitText, styledWidth } from '../fit-text.js';
import type { Widget, WidgetHost } from '../widget.js';

const LONGEST_BAR = 60;
const SHORTEST_BAR = 4;
const GAP = 2;
/** Share of the line that the bar takes at most. */
const BAR_SHARE = 0.4;

/** One line: `████░░░  49/58  84%  label`. Nothing while there is no state. */
export function createProgress(_options: BaseOptions, host: WidgetHost): Widget<ProgressHandle> {
  let state: ProgressState | undefined;
  let changes = 0;
  return {
    handle: {
      set(next) {
        state = next;
        changes++;
        host.requestFrame();
      },
    },
    paint(canvas) {
      if (state) paintProgress(canvas, state, changes);
    },
  };
}

function paintProgress(canvas: Canvas, state: ProgressState, changes: number): void {
  const numbers = numbersOf(state);
  const bar = barLength(canvas.width, numbers);
  const style = state.style ?? 'accent';
  let x = 0;
  if (bar > 0) {
    const [start, length] =
      state.total === undefined ? activity(bar, changes) : [0, filled(bar, state.done, state.total)];
    canvas.draw(0, 0, '░'.repeat(bar), 'muted');
    canvas.draw(start, 0, '█'.repeat(length), style);
    x = bar + GAP;
  }
  if (numbers !== '') x = putNext(canvas, x, numbers);
  if (state.label !== undefined) putNext(canvas, x, state.label);
}

function putNext(canvas: Canvas, x: number, text: StyledText): number {
  const room = canvas.width - x;
  return room < 1 ? x : x + canvas.put(x, 0, fitText(text, room)) + GAP;
}

/** As wide for every `done` of the same total, so that nothing jumps. Empty where there is nothing to count yet: words say what goes on. */
function numbersOf({ done, total }: ProgressState): string {
  if (total === undefined) return done > 0 ? String(done) : '';
  const percent = total > 0 ? Math.floor((100 * done) / total) : 100;
  const count = String(done).padStart(String(total).length);
  return `${count}/${String(total)} ${String(Math.max(0, Math.min(100, percent))).padStart(3)}%`;
}

function barLength(width: number, numbers: string): number {
  const room = width - styledWidth(numbers) - GAP;
  const length = Math.min(LONGEST_BAR, Math.max(Math.floor(width * BAR_SHARE), SHORTEST_BAR), room);
  return length < SHORTEST_BAR ? 0 : length;
}

function filled(bar: number, done: number, total: number): number {
  const share = total > 0 ? done / total : 1;
  return Math.max(0, Math.min(bar, Math.floor(bar * share)));
}

/** A block that goes to and fro, one step for every change. */
function activity(bar: number, changes: number): [start: number, length: number] {
  const length = Math.max(1, Math.floor(bar / 5));
  const way = bar - length;
  const at = changes % Math.max(1, 2 * way);
  return [at <= way ? at : 2 * way - at, length];
}
