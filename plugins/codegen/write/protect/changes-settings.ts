/**
 * Why a person is asked before a file is written in which devmgr has settings among others: `undefined` where they stay. Of pyproject.toml alone: see
 * `protectionOf` for `.devmgr.toml`. A text that is no TOML counts as changed when devmgr is in it: somebody may mend it later.
 */
export async function changesSettings(
  path: string,
  before: string | undefined,
  after: string,
): Promise<string | undefined> {
  if (!/(?:^|\/)pyproject\.toml$/i.test(path)) return undefined;
  const [old, young] = [await settingsOf(before ?? ''), await settingsOf(after)];
  return old === young
    ? undefined
    : `${path} would get other settings of devmgr, which say what is run and who is asked`;
}

async function settingsOf(text: string): Promise<string> {
  const { parse } = await import('smol-toml');
  try {
    const { tool } = parse(text);
    const settings: unknown = typeof tool === 'object' && 'devmgr' in tool ? tool['devmgr'] : undefined;
    if (settings === undefined) return '';
    return JSON.stringify(settings, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  } catch {
    return /devmgr|\\u/i.test(text) ? text : '';
  }
}
