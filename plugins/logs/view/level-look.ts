import type { TextStyle } from 'devmgr/plugin-api';
import type { LogLevel } from 'devmgr/plugin-api/contracts/log-store';

/** How a level is written, always five cells, and the style of it and of its message. */
export const LEVEL_LOOK: Readonly<
  Record<LogLevel, { readonly label: string; readonly style: TextStyle; readonly messageStyle: TextStyle }>
> = {
  debug: { label: 'DEBUG', style: 'muted', messageStyle: 'muted' },
  info: { label: 'INFO ', style: 'info', messageStyle: 'default' },
  warn: { label: 'WARN ', style: 'warning', messageStyle: 'default' },
  error: { label: 'ERROR', style: 'error', messageStyle: 'error' },
};
