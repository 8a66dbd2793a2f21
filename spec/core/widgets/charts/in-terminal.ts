import type { WidgetHandle } from 'devmgr/plugin-api';
import { createPaintBox, type PaintBox } from '../../../../core/screen/paint-box.js';
import { openTerminal, type Terminal } from '../../../../core/screen/terminal.js';
import type { Widget, WidgetHost } from '../../../../core/widgets/widget.js';
import { FakeWidgetHost } from '../../../support/fake-widget-host.js';
import { InProcessApp } from '../../../support/in-process-app.js';

/** A widget in a bordered box of 58x10 on a real blessed screen of 60x12. Close `app` in `finally`. */
export async function inTerminal<Handle extends WidgetHandle>(create: (host: WidgetHost) => Widget<Handle>) {
  let made: { widget: Widget<Handle>; box: PaintBox; host: FakeWidgetHost; terminal: Terminal } | undefined;
  const app = await InProcessApp.start(
    async (tty) => {
      const terminal = await openTerminal({ ...tty, env: { TERM: 'xterm-256color' }, ownsProcess: false });
      const place = { top: 1, left: 1, width: 58, height: 10 };
      const box = createPaintBox({ terminal, place, border: true }, (canvas) => made?.widget.paint(canvas, false));
      const host = new FakeWidgetHost(() => box.element);
      host.requestFrame = () => terminal.requestFrame();
      made = { widget: create(host), box, host, terminal };
      terminal.paintNow();
      return () => terminal.dispose();
    },
    { cols: 60, rows: 12 },
  );
  if (!made) throw new Error('nothing was made');
  return { app, ...made };
}
