/** How the reason of a limit begins when waiting does not end it. */
export const QUOTA_USED_UP = 'the quota is used up';

/** What helps then. `title` of the provider. */
export function quotaHint(title: string): string {
  return `Waiting does not help: add credit or raise the limit in your account of ${title}, or choose another provider`;
}
