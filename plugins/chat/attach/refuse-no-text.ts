import { noText } from './refusals.js';

/** Of each end, in characters: enough to tell. */
const looked = 50_000;
/** As of files: more of it, and it is none. */
const mostBad = 0.3;
// What stands for bytes that are no UTF-8, and controls but tab to carriage return and the escape of terminal colours.
const bad = /[\ufffd\x01-\x08\x0e-\x1a\x1c-\x1f]/g;

/** Throws `PLUGIN_CHAT_ATTACHMENT` for binary data that were read as text. */
export function refuseNoText(text: string, shown: string): void {
  if (text.includes('\0') || [text.slice(0, looked), text.slice(-looked)].some(isMostlyBad)) throw noText(shown);
}

function isMostlyBad(text: string): boolean {
  return (text.match(bad)?.length ?? 0) > text.length * mostBad;
}
