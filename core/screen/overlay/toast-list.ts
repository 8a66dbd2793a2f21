export type Severity = 'info' | 'success' | 'warning' | 'error';

export interface Notification {
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string | undefined;
}

export interface Toast extends Notification {
  readonly id: number;
  /** When it was said first, in milliseconds since the epoch. */
  readonly since: number;
  /** When it disappears, in milliseconds since the epoch. */
  readonly until: number;
  /** How often the same was said while it was shown. */
  readonly count: number;
}

/** Oldest first. */
export type ToastList = readonly Toast[];

export const MAX_TOASTS = 4;
const SHOWN_MS = 4000;
const ERROR_SHOWN_MS = 8000;
/** What is said again and again stays this many times as long: it must not cover a corner of the screen for ever. */
const LONGEST = 2;

/** Adds a toast; the same text again renews the one that is shown. The oldest gives way to the fifth. */
export function addToast(list: ToastList, notification: Notification, id: number, now: number): ToastList {
  const same = list.find((toast) => toast.severity === notification.severity && toast.message === notification.message);
  const shownMs = notification.severity === 'error' ? ERROR_SHOWN_MS : SHOWN_MS;
  const since = same?.since ?? now;
  const until = Math.min(now + shownMs, since + LONGEST * shownMs);
  const toast: Toast = { ...notification, id: same?.id ?? id, since, until, count: (same?.count ?? 0) + 1 };
  return [...list.filter((other) => other !== same), toast].slice(-MAX_TOASTS);
}

export function dismissToast(list: ToastList, id: number): ToastList {
  return list.filter((toast) => toast.id !== id);
}

export function expireToasts(list: ToastList, now: number): ToastList {
  return list.some((toast) => toast.until <= now) ? list.filter((toast) => toast.until > now) : list;
}

/** When the next one disappears. */
export function nextExpiry(list: ToastList): number | undefined {
  return list.length === 0 ? undefined : Math.min(...list.map((toast) => toast.until));
}
