import { randomBytes, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import { linkIfFree } from '../../files/link-if-free.js';

const SHAPE = /^dmg-[\w-]{43}$/;
const MOST_BYTES = 1024;

/** What clients of the gateway must have: one for all projects of a person, in a file of that person alone. */
export class GatewayToken {
  readonly path: string;

  /** `globalDir`: `~/.devmgr`. */
  constructor(globalDir: string) {
    this.path = join(globalDir, 'gateway-token');
  }

  /** The token, which is made where there is none. Of two that make one at once the first counts. Rejects with a `DevmgrError`. */
  async get(): Promise<string> {
    const present = await this.#read();
    if (present !== undefined) return present;
    const draft = await this.#write();
    try {
      await linkIfFree(draft, this.path);
    } finally {
      await rm(draft, { force: true });
    }
    return (await this.#read()) ?? this.get();
  }

  /** Makes a new one: those who have the old one are refused from then on. */
  async rotate(): Promise<string> {
    await rename(await this.#write(), this.path);
    return this.get();
  }

  /** `undefined`: there is no file. */
  async #read(): Promise<string | undefined> {
    try {
      // A link would have another file decide; what is no regular file could keep whoever opens it waiting.
      await using file = await open(this.path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > MOST_BYTES) throw noToken(this.path);
      if (!isOwn(stats.uid)) throw foreign(this.path);
      if (stats.mode & 0o077) throw readable(this.path, stats.mode);
      const token = (await file.readFile('utf8')).trim();
      if (!SHAPE.test(token)) throw noToken(this.path);
      return token;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return undefined;
      if (code === 'ELOOP') throw noToken(this.path);
      throw DevmgrError.isInstance(error) ? error : unreadable(this.path, error);
    }
  }

  async #write(): Promise<string> {
    const draft = `${this.path}.${process.pid}.${randomUUID().slice(0, 8)}.tmp`;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    await writeFile(draft, `dmg-${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
    return draft;
  }
}

function isOwn(uid: number): boolean {
  return process.getuid === undefined || uid === process.getuid();
}

function refused(message: string, hint: string, cause?: unknown): DevmgrError {
  return new DevmgrError({ code: 'PLUGIN_SYSTEM_GATEWAY_TOKEN', message, hint, exitCode: ExitCode.config, cause });
}

function readable(path: string, mode: number): DevmgrError {
  const octal = (mode & 0o777).toString(8);
  return refused(
    `Others can read the token of the gateway (${path}, mode ${octal})`,
    `Make a new one, since it may be known: chmod 600 ${path} && devmgr gateway token --rotate`,
  );
}

function foreign(path: string): DevmgrError {
  return refused(`The token of the gateway belongs to another user (${path})`, `Remove ${path}: a new one is made`);
}

function noToken(path: string): DevmgrError {
  return refused(`${path} holds no token of the gateway`, 'Make a new one: devmgr gateway token --rotate');
}

function unreadable(path: string, error: unknown): DevmgrError {
  const reason = error instanceof Error ? error.message : String(error);
  return refused(`The token of the gateway cannot be read: ${reason}`, `Look at ${path}`, error);
}
