import { randomInt } from 'node:crypto';

const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const length = 24;

/** `file-` and 24 letters and digits: nobody guesses it, and it is the name of a file as it is. */
export function randomId(prefix: string): string {
  return prefix + Array.from({ length }, () => characters.charAt(randomInt(characters.length))).join('');
}

/** Whether a text of a client is an id as `randomId` makes them: only then it may become part of a path. */
export function isRandomId(prefix: string, text: string): boolean {
  return (
    text.length === prefix.length + length && text.startsWith(prefix) && /^[A-Za-z0-9]+$/.test(text.slice(-length))
  );
}
