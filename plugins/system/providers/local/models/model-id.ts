const part = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,94}[A-Za-z0-9_-])?';
const pattern = new RegExp(`^${part}/${part}$`);

/**
 * Whether a text is `owner/name` as on the hub: letters, digits, `.`, `_` and `-`, at most 96 in each half. So it is safe
 * in a path, and no half is `..`, hidden or an option.
 */
export function isModelId(text: string): boolean {
  return pattern.test(text) && !text.includes('..');
}
