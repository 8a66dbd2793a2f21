import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { App } from './app.js';
import { openScreen, type ScreenSession } from './open-screen.js';
import { encodeKey } from './screen/encode-key.js';
import { memoryTerminal } from './screen/memory-terminal.js';
import { captureCells } from './screen/snapshot.js';
import { cellsToSvg } from './screen/svg.js';

export interface ScreenshotOptions {
  readonly file: string;
  readonly tab: string | undefined;
  /** `120x40`: columns x rows. */
  readonly size: string;
  /** Keys (`s`, `f2`, `C-p`) and waits (`wait:healthy`, `wait:'3 failed'`), divided by blanks. */
  readonly script: string;
  /** For one wait, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** Runs the real screen on a terminal in memory, follows the script and writes what is then on it as SVG. */
export async function takeScreenshot(
  app: App,
  options: ScreenshotOptions,
): Promise<{ file: string; width: number; height: number }> {
  const { width, height } = parseSize(options.size);
  const { input, output } = memoryTerminal(width, height);
  checkTab(app, options.tab);
  const { paths, env } = app.parts;
  const session = await openScreen({
    root: paths.root,
    env,
    discovery: app.discovery,
    ownsProcess: false,
    input,
    output,
    ...(options.tab !== undefined && { firstTab: options.tab }),
  });
  try {
    await settle(session);
    for (const step of options.script.match(/(?:[^\s']+|'[^']*')+/g) ?? []) await follow(step, session, input, options);
    await settle(session);
    const file = resolve(options.file);
    await writeFile(file, cellsToSvg(captureCells(session.terminal.screen), session.terminal.theme.ground));
    return { file, width, height };
  } finally {
    session.close(0);
    await session.closed;
  }
}

async function follow(
  step: string,
  session: ScreenSession,
  input: { write(text: string): unknown },
  options: ScreenshotOptions,
): Promise<void> {
  if (step.startsWith('wait:')) return waitFor(step.slice(5).replaceAll("'", ''), session, options);
  input.write(encodeKey(step));
  await settle(session);
}

async function waitFor(text: string, session: ScreenSession, { timeoutMs, signal }: ScreenshotOptions): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!screenText(session).includes(text)) {
    signal.throwIfAborted();
    if (Date.now() > deadline) throw neverCame(text, timeoutMs, screenText(session));
    await delay(50);
  }
}

/** No frame for a while: what was asked for is painted. */
async function settle({ terminal }: ScreenSession): Promise<void> {
  for (let frames = -1, quiet = 0; quiet < 5;) {
    quiet = frames === terminal.frameStats.frames ? quiet + 1 : 0;
    frames = terminal.frameStats.frames;
    if (quiet === 0 && frames > 10_000) return;
    await delay(40);
  }
}

const screenText = ({ terminal }: ScreenSession): string =>
  captureCells(terminal.screen)
    .map((row) => row.map((cell) => cell.ch).join(''))
    .join('\n');

function parseSize(size: string): { width: number; height: number } {
  const match = /^(\d{1,3})x(\d{1,3})$/.exec(size);
  const [width, height] = [Number(match?.[1]), Number(match?.[2])];
  if (match && width >= 20 && height >= 5) return { width, height };
  throw usage(`"${size}" is no size`, 'Give columns x rows, for example --size 120x40.');
}

function checkTab(app: App, tab: string | undefined): void {
  const known = app.host.manifests().flatMap((manifest) => manifest.tab?.id ?? []);
  if (tab === undefined || known.includes(tab)) return;
  throw usage(
    `There is no tab "${tab}"`,
    `Tabs are ${known.join(', ')}. \`devmgr plugins list\` says why one is missing.`,
  );
}

function usage(message: string, hint: string): DevmgrError {
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}

function neverCame(text: string, timeoutMs: number, screen: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `"${text}" did not appear within ${timeoutMs / 1000} s`,
    hint: `The screen was:\n${screen}`,
    exitCode: ExitCode.notGood,
  });
}
