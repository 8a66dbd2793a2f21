import { posix } from 'node:path';
import type { ConfigText } from './config-files.js';
import { folderOf } from '../view/places.js';
import type { Rule } from './rule.js';
import { sectionPattern } from './section-pattern.js';

interface Section {
  readonly glob: string;
  readonly values: Record<string, string>;
}

/** What `.editorconfig` files (nearest first) say of one file: https://spec.editorconfig.org. Line ends are the writer's business. */
export function editorconfigOf(path: string, files: readonly ConfigText[]): readonly Rule[] {
  const values: Record<string, string> = {};
  for (const { path: place, text } of counted(files).toReversed()) {
    const inner = path.slice(folderOf(place).length);
    for (const { glob, values: own } of sectionsOf(text)) if (matches(glob, inner)) Object.assign(values, own);
  }
  return rulesOf(values);
}

/** Up to one that is the root. */
function counted(files: readonly ConfigText[]): readonly ConfigText[] {
  const root = files.findIndex(({ text }) => /^\s*root\s*=\s*true\s*$/im.test(text));
  return root < 0 ? files : files.slice(0, root + 1);
}

function sectionsOf(text: string): readonly Section[] {
  const sections: Section[] = [];
  for (const line of text.split('\n')) {
    const glob = /^\s*\[(.+)\]\s*$/.exec(line)?.[1];
    if (glob !== undefined) sections.push({ glob, values: {} });
    const [, key, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    const last = sections.at(-1);
    if (last && key !== undefined && value !== undefined) last.values[key.toLowerCase()] = value.toLowerCase();
  }
  return sections;
}

/** A glob without a slash is one of names. */
function matches(glob: string, path: string): boolean {
  const isOfNames = !glob.includes('/');
  return sectionPattern(glob.replace(/^\//, ''))?.test(isOfNames ? posix.basename(path) : path) === true;
}

function rulesOf(values: Readonly<Record<string, string>>): readonly Rule[] {
  const size = values['indent_size'] === 'tab' ? values['tab_width'] : values['indent_size'];
  const indent =
    values['indent_style'] === 'tab'
      ? 'tabs for indentation'
      : size !== undefined && /^\d+$/.test(size)
        ? `${size} blanks of indentation`
        : undefined;
  const length = values['max_line_length'];
  const parts = [
    indent,
    length !== undefined && /^\d+$/.test(length) ? `lines of at most ${length} characters` : undefined,
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? [{ text: `By .editorconfig: ${parts.join(', ')}.`, label: parts.join(', ') }] : [];
}
