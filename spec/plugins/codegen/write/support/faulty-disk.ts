import * as promises from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { realDisk, type Disk } from '../../../../../plugins/codegen/write/disk.js';

/** Asked before every call of the disk and of its open files; what it throws is what the call throws. `count` from one. */
export type Fault = (call: {
  readonly name: string;
  readonly count: number;
  readonly args: readonly unknown[];
}) => void;

/** The real disk with faults in its calls. */
export function faultyDisk(fault: Fault): Disk & { readonly calls: number } {
  let count = 0;
  const watched = <T extends object>(target: T, prefix: string): T =>
    new Proxy(target, {
      get(_, key) {
        if (key === 'calls') return count;
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function' || typeof key !== 'string') return value;
        return async (...args: unknown[]) => {
          const method = value as (...args: unknown[]) => Promise<unknown>;
          try {
            fault({ name: prefix + key, count: ++count, args });
          } catch (error) {
            // A file that is not closed would be told by node when it is collected.
            if (key === 'close') await method.apply(target, args);
            throw error;
          }
          const result = await method.apply(target, args);
          return key === 'open' ? watched(result as FileHandle, 'file.') : result;
        };
      },
    });
  return watched({ ...promises, ...realDisk }, '') as unknown as Disk & { readonly calls: number };
}

/** An error as the system gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: made by the spec`), { code });
}
