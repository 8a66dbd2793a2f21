import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';

let names: Promise<ReadonlyMap<number, string>> | undefined;

/** The name of a user, from /etc/passwd; the number where it is not there (a directory server, macOS). */
export async function userName(uid: number): Promise<string> {
  names ??= readFile('/etc/passwd', 'utf8').then(parsePasswd, () => new Map());
  return (await names).get(uid) ?? ownName(uid) ?? String(uid);
}

/** Format of passwd(5): `name:password:uid:...`; the first line for a number counts. */
export function parsePasswd(text: string): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  for (const line of text.split('\n')) {
    const [name = '', , uid = ''] = line.split(':');
    if (name !== '' && /^\d+$/.test(uid) && !found.has(Number(uid))) found.set(Number(uid), name);
  }
  return found;
}

function ownName(uid: number): string | undefined {
  try {
    const own = userInfo();
    return own.uid === uid ? own.username : undefined;
  } catch {
    // A user without an entry anywhere.
    return undefined;
  }
}
