const longest = 75_000;

/**
 * The sequence that puts text on the clipboard of the person's terminal (OSC 52). Inside tmux it is sent twice: tmux takes
 * the first itself when `set-clipboard` is on, the second passes through to the terminal when `allow-passthrough` is.
 * Text beyond 75,000 bytes is cut, as terminals drop longer ones whole.
 */
export function osc52(text: string, inTmux: boolean): string {
  const bytes = Buffer.from(text, 'utf8').subarray(0, longest);
  const sequence = `\x1b]52;c;${bytes.toString('base64')}\x07`;
  return inTmux ? `${sequence}\x1bPtmux;${sequence.replaceAll('\x1b', '\x1b\x1b')}\x1b\\` : sequence;
}
