const NAMED: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  'S-tab': '\x1b[Z',
  escape: '\x1b',
  space: ' ',
  backspace: '\x7f',
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  pageup: '\x1b[5~',
  pagedown: '\x1b[6~',
  delete: '\x1b[3~',
  insert: '\x1b[2~',
  f1: '\x1bOP',
  f2: '\x1bOQ',
  f3: '\x1bOR',
  f4: '\x1bOS',
  f5: '\x1b[15~',
  f6: '\x1b[17~',
  f7: '\x1b[18~',
  f8: '\x1b[19~',
  f9: '\x1b[20~',
  f10: '\x1b[21~',
  f11: '\x1b[23~',
  f12: '\x1b[24~',
};

/** What xterm sends for a key named as in manifests (`s`, `C-p`, `M-1`, `f2`, `enter`). Other text is sent as typed. */
export function encodeKey(name: string): string {
  const known = NAMED[name] ?? NAMED[name.toLowerCase()];
  if (known !== undefined) return known;
  if (/^C-[a-z]$/.test(name)) return String.fromCharCode(name.charCodeAt(2) & 0x1f);
  if (/^M-.$/.test(name)) return `\x1b${name[2] ?? ''}`;
  return name;
}
