import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../../../plugins/chat/index/chunk/language-of.js';

describe('the language of a file', () => {
  it.each([
    ['app/orders.py', 'python'],
    ['stubs/orders.pyi', 'python'],
    ['src/App.TSX', 'tsx'],
    ['src/app.mts', 'typescript'],
    ['src/app.jsx', 'javascript'],
    ['styles/site.scss', 'css'],
    ['Dockerfile', 'dockerfile'],
    ['docker/Dockerfile.dev', 'dockerfile'],
    ['Makefile', 'make'],
    ['Procfile', 'procfile'],
    ['ci/Jenkinsfile', 'groovy'],
    ['.bashrc', 'shell'],
    ['Pipfile', 'toml'],
    ['notebooks/a.ipynb', 'jupyter'],
    ['LICENSE', 'text'],
    ['folder.py/README', 'text'],
    ['a.constructor', 'text'],
  ])('%s: %s', (path, language) => {
    expect(languageOf(path)).toBe(language);
  });

  it.each([
    ['#!/bin/sh', 'shell'],
    ['#!/usr/bin/env python3.11', 'python'],
    ['#!/usr/bin/env -S node --test', 'javascript'],
    ['#! /usr/bin/env FOO=1 bash', 'shell'],
    ['\uFEFF#!/usr/bin/python\r', 'python'],
    ['#!/opt/thing', 'text'],
    ['#!', 'text'],
    ['import os', 'text'],
  ])('says %s in the first line: %s', (line, language) => {
    expect(languageOf('bin/run', line)).toBe(language);
  });

  it('goes by the name before the first line', () => {
    expect(languageOf('bin/run.py', '#!/bin/sh')).toBe('python');
  });
});
