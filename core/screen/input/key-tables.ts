/**
 * Names of the keys that terminals send as escape sequences: xterm's ctlseqs, the Linux console, rxvt, PuTTY and
 * kitty's keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/).
 */

// prettier-ignore
/** `CSI number ~` */
export const tildeKeys: Readonly<Record<number, string>> = {
  1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end',
  11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4', 15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10', 23: 'f11', 24: 'f12',
};

// prettier-ignore
/** `CSI letter` and `SS3 letter`; small letters are rxvt's shifted (CSI) or ctrl (SS3) arrows. */
export const letterKeys: Readonly<Record<string, string>> = {
  A: 'up', B: 'down', C: 'right', D: 'left', E: 'clear', F: 'end', H: 'home', P: 'f1', Q: 'f2', R: 'f3', S: 'f4',
  a: 'up', b: 'down', c: 'right', d: 'left',
};

/** `CSI [ letter` of the Linux console. */
export const linuxKeys: Readonly<Record<string, string>> = { A: 'f1', B: 'f2', C: 'f3', D: 'f4', E: 'f5' };

// prettier-ignore
/** `SS3 letter` of the keypad in application mode. */
export const keypadKeys: Readonly<Record<string, string>> = {
  j: '*', k: '+', l: ',', m: '-', n: '.', o: '/', p: '0', q: '1', r: '2', s: '3', t: '4', u: '5', v: '6', w: '7',
  x: '8', y: '9', X: '=',
};

// prettier-ignore
/** Code points of kitty's `CSI u` and xterm's modifyOtherKeys that are keys rather than characters. */
export const codedKeys: Readonly<Record<number, string>> = {
  8: 'backspace', 9: 'tab', 13: 'enter', 27: 'escape', 32: 'space', 127: 'backspace',
  57399: '0', 57400: '1', 57401: '2', 57402: '3', 57403: '4', 57404: '5', 57405: '6', 57406: '7', 57407: '8',
  57408: '9', 57409: '.', 57410: '/', 57411: '*', 57412: '-', 57413: '+', 57414: 'enter', 57417: 'left', 57418: 'right',
  57419: 'up', 57420: 'down', 57421: 'pageup', 57422: 'pagedown', 57423: 'home', 57424: 'end', 57425: 'insert',
  57426: 'delete',
};
