import { DevmgrError, ExitCode } from 'devmgr/plugin-api';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'QUERY'];

/** What stands after `server call`: `[name] [METHOD] [PATH]`. */
export interface CallWords {
  readonly name: string | undefined;
  readonly method: string | undefined;
  readonly path: string | undefined;
}

/** Tells the words apart: a path begins with a slash, a method is one of HTTP's. Throws a `DevmgrError` for anything else. */
export function callWords(words: readonly string[]): CallWords {
  const rest = [...words];
  const path = rest.at(-1)?.startsWith('/') === true ? rest.pop() : undefined;
  const last = rest.at(-1)?.toUpperCase();
  const method = path !== undefined && last !== undefined && METHODS.includes(last) ? last : undefined;
  if (method !== undefined) rest.pop();
  const [name, ...more] = rest;
  if (more.length === 0) return { name, method, path };
  const [wrong = ''] = path === undefined ? more.slice(-1) : more;
  const isUrl = /^https?:/i.test(wrong);
  throw new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `${wrong} is ${path === undefined ? 'no path of the server' : 'no method of HTTP'}`,
    hint: isUrl
      ? 'Only servers of the project are called: name the server and a path'
      : 'Say it so: devmgr server call [name] METHOD /path',
    exitCode: ExitCode.usage,
  });
}
