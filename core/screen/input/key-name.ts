const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  return: 'Enter',
  escape: 'Esc',
  tab: 'Tab',
  space: 'Space',
  backspace: 'Backspace',
  delete: 'Del',
  insert: 'Ins',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
};
const MODIFIERS: Readonly<Record<string, string>> = { C: 'Ctrl', M: 'Alt', S: 'Shift' };

/** A key of a manifest as people read it: `C-s` is `Ctrl-S`, `M-enter` is `Alt-Enter`, `s` stays `s`. */
export function keyName(full: string): string {
  const modifiers: string[] = [];
  let base = full;
  for (let match = /^([CMS])-(.+)$/s.exec(base); match; match = /^([CMS])-(.+)$/s.exec(base)) {
    modifiers.push(MODIFIERS[match[1] ?? ''] ?? '');
    base = match[2] ?? '';
  }
  const name = NAMES[base] ?? (/^f\d+$/i.test(base) || modifiers.length > 0 ? base.toUpperCase() : base);
  return [...modifiers, name].join('-');
}

/** Whether a key of a manifest types a character, so that it is no command while text is typed. */
export function isPrintableName(full: string): boolean {
  return full === 'space' || [...full].length === 1;
}
