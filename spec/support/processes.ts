import { readFileSync, readdirSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { WAIT_MS } from './wait-ms.js';

/** Command lines of running processes that contain the text: for asserting that nothing is left. */
export function processesWith(text: string): readonly string[] {
  return commandLines().filter((line) => line.includes(text));
}

function commandLines(): string[] {
  if (process.platform !== 'linux') return execFileSync('ps', ['-axo', 'command='], { encoding: 'utf8' }).split('\n');
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => readQuietly(`/proc/${pid}/cmdline`) + readQuietly(`/proc/${pid}/environ`))
    .map((line) => line.replaceAll('\0', ' '));
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Settles when the condition holds; rejects at the deadline. For states that no event announces. */
export async function until(condition: () => boolean, what: string, timeoutMs = WAIT_MS): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Not within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
