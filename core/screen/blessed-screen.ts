import type { Widgets } from 'blessed';
import type { InputProxy } from './input-proxy.js';
import type { BlessedParts } from './load-blessed.js';
import { mendWideCells } from './mend-wide-cells.js';
import { patchUnicode } from './patch-unicode.js';

export interface BlessedScreenOptions {
  readonly library: BlessedParts;
  readonly input: InputProxy;
  readonly output: NodeJS.WritableStream;
  readonly term: string;
  readonly hasColor: boolean;
  /** What blessed says about terminfo entries while it starts. */
  readonly onNoise: (line: string) => void;
}

/** Entries of terminfo that must not be replaced: they really can do less. */
const legacy = /^(linux|vt\d|ansi|cygwin|sun|cons)/;

/** Makes blessed's screen with what it gets wrong by itself put right. */
export function createBlessedScreen(options: BlessedScreenOptions): Widgets.Screen {
  const { library } = options;
  prepare(library, options.hasColor);
  const screen = withEnvironment({ NCURSES_NO_UTF8_ACS: '1', TMUX: undefined }, () =>
    withConsoleError(options.onNoise, () => library.Screen(screenOptions(options))),
  );
  const { program } = screen;
  // SGR reports reach every column; blessed would ask for 1005, which some terminals lack.
  program.enableMouse = () => program.setMouse({ vt200Mouse: true, cellMotion: true, sgrMouse: true }, true);
  const draw = screen.draw.bind(screen);
  screen.draw = (start, end) => {
    mendWideCells(screen.lines);
    draw(start, end);
  };
  return screen;
}

function screenOptions(options: BlessedScreenOptions): Widgets.IScreenOptions {
  return {
    input: options.input,
    output: options.output,
    smartCSR: true,
    fullUnicode: true,
    // LANG=C, as over ssh and in containers, would turn everything beyond ASCII into `?`.
    forceUnicode: true,
    resizeTimeout: 30,
    // Blessed cannot read ncurses' newer entries and falls back to 8 colours.
    terminal: legacy.test(options.term) ? options.term : 'xterm-256color',
  } as unknown as Widgets.IScreenOptions;
}

let originalConvert: BlessedParts['colors']['convert'] | undefined;

function prepare(library: BlessedParts, hasColor: boolean): void {
  patchUnicode(library.unicode);
  const { colors } = library;
  // The cache is shipped with 249 wrong entries.
  colors._cache = {};
  originalConvert ??= colors.convert;
  colors.convert = hasColor ? originalConvert : () => 0x1ff;
  takeOverProcessHooks(library);
}

/** Blessed would listen for uncaught errors and signals, and exit with 0 on SIGTERM. The program does that itself. */
function takeOverProcessHooks({ Screen }: BlessedParts): void {
  const hooks = Screen as unknown as Record<string, unknown>;
  hooks['_bound'] = true;
  for (const name of ['exception', 'sigterm', 'sigint', 'sigquit', 'exit']) hooks[`_${name}Handler`] = () => {};
}

function withEnvironment<T>(changes: Readonly<Record<string, string | undefined>>, call: () => T): T {
  const before = Object.keys(changes).map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(changes)) setVariable(name, value);
  try {
    return call();
  } finally {
    for (const [name, value] of before) setVariable(name, value);
  }
}

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/** Blessed prints what it dislikes about a terminfo entry. */
function withConsoleError<T>(onLine: (line: string) => void, call: () => T): T {
  const original = console.error;
  console.error = (...values: unknown[]) => onLine(values.map(String).join(' '));
  try {
    return call();
  } finally {
    console.error = original;
  }
}
