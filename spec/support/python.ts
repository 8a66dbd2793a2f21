import { spawnSync } from 'node:child_process';

const candidates = ['python3', '/usr/bin/python3'];
let found: string | undefined;

/** A Python that has fastapi, uvicorn and pytest: `$DEVMGR_PYTHON`, which `npm test` sets, or one of the machine's. */
export function testPython(): string {
  found ??= process.env['DEVMGR_PYTHON'] ?? candidates.find(hasPackages);
  if (found === undefined) throw new Error('No Python with fastapi, uvicorn and pytest: run the specs with `npm test`');
  return found;
}

function hasPackages(python: string): boolean {
  return (
    spawnSync(python, [
      '-c',
      'import fastapi, uvicorn, pytest, xdist, pytest_cov, pytest_timeout, pytest_asyncio, httpx, requests',
    ]).status === 0
  );
}
