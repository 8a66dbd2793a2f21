import { outlinePython } from './outline-python.js';
import { outlineScript } from './outline-script.js';

export interface ShortenedText {
  readonly text: string;
  /** Something is left out; marks in the text say where. */
  readonly isCut: boolean;
}

/** A text of at most about `mostChars`: as it is, or its signatures, or its first lines. */
export function shortened(text: string, path: string, mostChars: number): ShortenedText {
  if (text.length <= mostChars) return { text, isCut: false };
  const outline = outlineOf(text, path);
  return { text: outline.length <= mostChars ? outline : firstLines(outline, mostChars), isCut: true };
}

function outlineOf(text: string, path: string): string {
  if (/\.pyi?$/.test(path)) return outlinePython(text);
  return /\.[cm]?[jt]sx?$/.test(path) ? outlineScript(text) : text;
}

function firstLines(text: string, mostChars: number): string {
  const end = text.lastIndexOf('\n', mostChars);
  const kept = end >= 0 ? text.slice(0, end) : text.slice(0, mostChars);
  return `${kept}\n… the rest is left out\n`;
}
