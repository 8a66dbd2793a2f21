import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DevmgrError } from 'devmgr/plugin-api';

// sockaddr_un holds 108 bytes on Linux and 104 on macOS, the final zero included.
const MAX_BYTES = 100;

/** Where a devmgr listens: in the project's folder, or in one of our own under the system's when that path is too long. */
export function socketPath(dir: string, pid: number): string {
  const path = join(dir, `${pid}.sock`);
  if (Buffer.byteLength(path) <= MAX_BYTES) return path;
  const hash = createHash('sha256').update(dir).digest('hex').slice(0, 12);
  return join(privateFolder(), `${hash}-${pid}.sock`);
}

/** Anybody may write to the system's temporary folder: what is there must be ours and closed to others. */
function privateFolder(): string {
  const { uid } = userInfo();
  const folder = join(tmpdir(), `devmgr-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid: owner, mode } = statSync(folder);
  if (owner === uid && (mode & 0o077) === 0) return folder;
  const message = `${folder} is not a private folder of yours`;
  throw new DevmgrError({ code: 'DEVMGR_STORAGE_FAILED', message, hint: `Remove it, or set TMPDIR to another folder` });
}
