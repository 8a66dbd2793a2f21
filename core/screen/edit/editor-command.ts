import { basename } from 'node:path';
import { splitCommand } from './split-command.js';

/** How an editor is started. */
export interface EditorCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** It opens a window of its own, so that the screen stays. */
  readonly hasWindow: boolean;
}

/** A place in a file; the path is absolute. */
export interface EditPlace {
  readonly path: string;
  readonly line?: number | undefined;
}

type LineArguments = (place: { readonly path: string; readonly line: number }) => string[];

const plus: LineArguments = ({ path, line }) => [`+${line}`, path];
const colon: LineArguments = ({ path, line }) => [`${path}:${line}`];
const goto: LineArguments = ({ path, line }) => ['-g', `${path}:${line}`];
const option: LineArguments = ({ path, line }) => ['--line', String(line), path];
const short: LineArguments = ({ path, line }) => ['-l', String(line), path];

/** How editors are told a line, by the names of their commands; from the manual of each. */
const conventions: readonly (readonly [names: string, LineArguments])[] = [
  [
    'vi vim nvim view gvim mvim vimx elvis vis kak nano pico emacs emacsclient mg jed jove joe jmacs ne micro mcedit gedit bbedit tilde',
    plus,
  ],
  ['hx helix subl sublime_text zed zeditor', colon],
  ['code code-insiders codium vscodium code-oss cursor windsurf positron', goto],
  ['idea pycharm charm webstorm clion goland rider rubymine phpstorm fleet', option],
  ['kate kwrite mate', short],
];
const lineArguments = new Map(
  conventions.flatMap(([names, how]) => names.split(' ').map((name) => [name, how] as const)),
);

/** They open a window of their own: the screen stays. */
const windows = new Set(
  (
    'code code-insiders codium vscodium code-oss cursor windsurf positron subl sublime_text zed zeditor gvim mvim gedit kate kwrite mate bbedit ' +
    'idea pycharm charm webstorm clion goland rider rubymine phpstorm fleet'
  ).split(' '),
);
/** Nobody waits for a window to be closed. */
const waiting = new Set(['-w', '--wait', '-f', '--nofork', '-b', '--block']);

/** Looked for in this order where the environment names none. */
const usual = ['nano', 'nvim', 'vim', 'vi', 'hx', 'micro', 'emacs', 'code', 'subl'];

export interface EditorSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isOnPath: (command: string) => boolean;
}

/** The person's editor on a place: $VISUAL, $EDITOR, that of the terminal's own program, else one that is there. `undefined`: there is none. */
export function editorCommand(place: EditPlace, { env, isOnPath }: EditorSources): EditorCommand | undefined {
  const chosen = env['VISUAL']?.trim() || env['EDITOR']?.trim();
  const [command, ...given] = chosen ? splitCommand(chosen) : defaultEditor(env, isOnPath);
  if (command === undefined || command === '') return undefined;
  const name = nameOf([command, ...given]);
  const hasWindow = windows.has(name);
  const args = hasWindow ? given.filter((word) => !waiting.has(word)) : given;
  return { command, args: [...args, ...placeArguments(name, place)], hasWindow };
}

function defaultEditor(env: EditorSources['env'], isOnPath: EditorSources['isOnPath']): string[] {
  // In its own terminal it is the editor in use.
  const own = env['TERM_PROGRAM'] === 'vscode' ? ['cursor', 'windsurf', 'code', 'codium'] : [];
  const found = [...own, ...usual].find(isOnPath);
  return found === undefined ? [] : [found];
}

/** Of `env LANG=C vim -p` it is `vim`. */
function nameOf(words: readonly string[]): string {
  const names = words.map((word) => basename(word).replace(/\.(exe|cmd|bat|sh|app)$/i, ''));
  return names.find((name) => lineArguments.has(name)) ?? names[0] ?? '';
}

/** An editor that is not known gets the file only: a line could be taken for another file. */
function placeArguments(name: string, { path, line }: EditPlace): string[] {
  const how = lineArguments.get(name);
  return how && line !== undefined && line > 0 ? how({ path, line: Math.floor(line) }) : [path];
}
