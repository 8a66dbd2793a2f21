/** Escape sequences that switch the terminal. Sources: xterm's ctlseqs; OSC 52 and the title stack are xterm's too. */

export const pasteOn = '\x1b[?2004h';
export const pasteOff = '\x1b[?2004l';
export const hoverOn = '\x1b[?1003h';
export const hoverOff = '\x1b[?1003l';
/** Terminals have one mouse mode at a time: leaving hover leaves no reports at all. */
export const dragOn = '\x1b[?1000h\x1b[?1002h';
/** All kinds of mouse reports. */
export const mouseOff = '\x1b[?1000l\x1b[?1002l\x1b[?1003l';
export const saveTitle = '\x1b[22;2t';
export const restoreTitle = '\x1b[23;2t';

/** Every mode that a full-screen program may have set. Safe to send twice; it does not clear the scrollback. */
export const resetModes =
  '\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1004l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?2004l' +
  '\x1b[?7h\x1b[?1l\x1b>\x1b[?25h\x1b[m\x0f';

/** Only while in the alternate screen: it restores the cursor as well. */
export const leaveAlternate = '\x1b[r\x1b[?1049l';
