import { open, stat } from 'node:fs/promises';
import type { TestSection } from 'devmgr/plugin-api/contracts/test-runs';
import type { ProcessEvent } from './protocol.js';

const mostBytes = 64_000;

/**
 * What a process has captured of stdout and stderr in this phase, read from the files in which pytest keeps it, through procfs.
 * `undefined` when it is not kept in files, or the system has no procfs.
 */
export async function capturedSoFar(process: ProcessEvent, phase: string): Promise<readonly TestSection[] | undefined> {
  if (!process.capture) return undefined;
  try {
    const [stdout, stderr] = process.capture;
    const texts = [await readEnd(process.pid, stdout), await readEnd(process.pid, stderr)];
    const sections = texts.map((text, index) => ({
      title: `Captured ${index === 0 ? 'stdout' : 'stderr'} ${phase}`,
      text,
    }));
    return sections.filter(({ text }) => text !== '');
  } catch {
    return undefined;
  }
}

async function readEnd(pid: number, descriptor: number): Promise<string> {
  const path = `/proc/${pid}/fd/${descriptor}`;
  const found = await stat(path);
  // pytest's file has no name; anything else has been put there by a test, and opening a pipe would wait.
  if (!found.isFile() || found.nlink !== 0) throw new Error('not the file of the capture');
  const file = await open(path, 'r');
  try {
    const length = Math.min(found.size, mostBytes);
    const buffer = Buffer.alloc(length);
    const { bytesRead } = await file.read(buffer, 0, length, found.size - length);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
