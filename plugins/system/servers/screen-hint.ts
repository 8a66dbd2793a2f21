import { DevmgrError } from 'devmgr/plugin-api';
import { isPortTaken } from './ports/is-port-taken.js';

/** What a hint tells to type on the command line, and what does the same on the screen. */
const ON_SCREEN: readonly (readonly [RegExp, string])[] = [
  [/Follow it: devmgr server attach [^\s.;]+[.;] /g, ''],
  [/\b(Restart) it: devmgr server restart ([^\s;]+?)(?=[.;]|$)/g, '$1 $2 with r'],
  [/\b(?:End|Stop) it: devmgr server stop ([^\s;]+?)(?=[.;]|$)/g, 'Stop $1 with x'],
  [/\bStart the server in this terminal: devmgr server start\b/g, 'Start it here with s'],
  [/\b(See what \S+ says): devmgr logs --source \S+/g, '$1 in Logs'],
  [/\bGive it one: --param (\S+)=\.\.\./g, 'Write $1=... under Parameters'],
  [/, or --reload,/g, ''],
];

/** What to do about an error, for somebody at the screen: hints of errors are written for the command line. */
export function screenHint(error: unknown): string | undefined {
  if (isPortTaken(error) && error.freePort !== undefined) {
    return `Port ${error.freePort} is free: choose it with p`;
  }
  if (!DevmgrError.isInstance(error)) return undefined;
  return ON_SCREEN.reduce((hint, [typed, pressed]) => hint?.replace(typed, pressed), error.hint);
}
