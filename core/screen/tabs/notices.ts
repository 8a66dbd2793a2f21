import { DevmgrError, type StyledText } from 'devmgr/plugin-api';

/** What a tab shows instead of its content. */
export interface Notice {
  readonly sign: StyledText;
  readonly message: string;
  readonly hint: string | undefined;
  readonly retry: (() => void) | undefined;
}

export function loadingNotice(title: string): Notice {
  return { sign: [{ text: '◐', style: 'accent' }], message: `Loading ${title} …`, hint: undefined, retry: undefined };
}

/** The plugin of the tab was stopped. */
export function stoppedNotice(title: string): Notice {
  return {
    sign: [{ text: '○', style: 'muted' }],
    message: `${title} is not running.`,
    hint: undefined,
    retry: undefined,
  };
}

export function errorNotice(
  error: { readonly message: string; readonly hint?: string | undefined },
  retry: (() => void) | undefined,
): Notice {
  return { sign: [{ text: '✗', style: 'error' }], message: error.message, hint: error.hint, retry };
}

/** The plugin threw while it filled its tab. */
export function failedNotice(title: string, error: unknown, retry: () => void): Notice {
  const reason = error instanceof Error ? error.message : String(error);
  const hint = DevmgrError.isInstance(error)
    ? error.hint
    : 'This looks like a bug of the plugin: the log has the details.';
  return errorNotice({ message: `${title} could not be shown: ${reason}`, hint }, retry);
}
