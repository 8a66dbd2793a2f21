/** What `read` says of files, so many `atOnce`; those of which it says nothing are left out. Rejects when `signal` is aborted. */
export async function ofEachFile(
  paths: readonly string[],
  read: (path: string) => Promise<string | undefined>,
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<ReadonlyMap<string, string>> {
  const all = new Map<string, string>();
  for (let first = 0; first < paths.length; first += atOnce) {
    signal.throwIfAborted();
    const some = paths.slice(first, first + atOnce);
    const said = await Promise.all(some.map(read));
    said.forEach((value, at) => value !== undefined && all.set(some[at] ?? '', value));
  }
  return all;
}
