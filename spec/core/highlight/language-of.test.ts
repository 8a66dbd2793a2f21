import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../core/highlight/language-of.js';
import { findLanguage, languages } from '../../../core/highlight/languages.js';

describe('languageOf', () => {
  it.each([
    ['app/main.py', 'python'],
    ['C:\\src\\Main.PY', 'python'],
    ['web/index.test.tsx', 'typescript'],
    ['Dockerfile', 'dockerfile'],
    ['deploy/Dockerfile.dev', 'dockerfile'],
    ['Makefile', 'makefile'],
    ['.bashrc', 'bash'],
    ['pyproject.toml', 'ini'],
    ['README', undefined],
    ['notes.txt', undefined],
    ['bin/c', undefined],
    ['python', undefined],
    ['', undefined],
  ])('%s: %s', (path, language) => {
    expect(languageOf(path)).toBe(language);
  });
});

describe('the languages', () => {
  it('are found by name, alias and ending, in any case', () => {
    const found = ['Python', 'py', '.py', ' C++ ', 'sh', 'TS', 'constructor', '', undefined].map(findLanguage);
    expect(found).toEqual(['python', 'python', 'python', 'cpp', 'bash', 'typescript', undefined, undefined, undefined]);
  });

  it.each(languages)('has the grammar of %s', (language) => {
    const grammar = new URL(`../../../node_modules/highlight.js/lib/languages/${language}.js`, import.meta.url);
    expect(existsSync(grammar)).toBe(true);
  });
});
