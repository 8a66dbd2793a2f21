import { writeFileSync } from 'node:fs';
import { createPaintBox } from '../../../../core/screen/paint-box.js';
import { restoreTerminalSync } from '../../../../core/screen/restore-terminal.js';
import { openTerminal } from '../../../../core/screen/terminal.js';

/** A small full-screen program for the specs of leaving and coming back. Keys say what it does. */
const stray: string[] = [];
const keys: string[] = [];
const env = Object.fromEntries(
  Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
);

const terminal = await openTerminal({
  env,
  ownsProcess: true,
  title: 'demo \x07\x1b]52;c;eA==\x07',
  onStray: (line) => stray.push(line),
}).catch((error: unknown) => {
  process.stderr.write(`refused: ${(error as Error).message}\n`);
  process.exit((error as { exitCode: number }).exitCode);
});

const { width, height } = terminal.size.get();
const box = createPaintBox({ terminal, place: { top: 0, left: 0, width, height }, border: true }, (canvas) => {
  canvas.put(0, 0, `ready ${canvas.width}x${canvas.height} 🚀│ frames ${terminal.frameStats.frames}`);
  canvas.put(0, 1, `keys ${keys.join(' ')}`);
  canvas.put(0, 2, `stray ${stray.map((line) => line.split('\n')[0]).join(' | ')}`);
});
terminal.size.onDidChange((size) => box.setPlace({ top: 0, left: 0, ...size }));

const actions: Readonly<Record<string, () => void>> = {
  q: () => leave(0),
  'C-z': () => terminal.suspend(),
  n: () => {
    console.log('from console');
    process.stderr.write('from stderr\n');
    process.stdout.write('from stdout\n');
    process.emitWarning('from a warning');
    setImmediate(() => terminal.paintNow());
  },
  // Dies without the screen's help.
  r: () => {
    restoreTerminalSync();
    process.kill(process.pid, 'SIGKILL');
  },
  x: () => {
    throw new Error('thrown in a key handler');
  },
  l: () => terminal.redraw(),
  // Writes more than a terminal takes that does not read, then tells that it is still working.
  w: () => {
    let rounds = 0;
    setInterval(() => {
      terminal.redraw();
      if (++rounds === 300) writeFileSync(env['DEMO_MARK'] ?? '', 'working');
    }, 1);
  },
};

terminal.onKey((key) => {
  keys.push(key.full);
  actions[key.full]?.();
  terminal.paintNow();
});
terminal.onPaste((text) => keys.push(`paste:${text}`));
process.on('SIGTERM', () => leave(143));
process.on('uncaughtException', (error) => {
  terminal.dispose();
  process.stderr.write(`crashed: ${error.message}\n`);
  process.exit(70);
});

function leave(code: number): void {
  terminal.dispose();
  process.stdout.write(`left with ${code}\n`);
  process.exit(code);
}

terminal.paintNow();
