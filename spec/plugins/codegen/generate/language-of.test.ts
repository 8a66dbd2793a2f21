import { expect, it } from 'vitest';
import { languageOf } from '../../../../plugins/codegen/generate/language-of.js';

it.each([
  ['app/a.py', 'python'],
  ['web/View.TSX', 'tsx'],
  ['Dockerfile', 'dockerfile'],
  ['deploy/Dockerfile.dev', 'dockerfile'],
  ['containerfile-dev', 'dockerfile'],
  ['api.dockerfile', 'dockerfile'],
  ['dockerfiles/a.sh', 'bash'],
  ['Makefile', 'makefile'],
  ['dockerfile.d/notes', undefined],
  ['py', undefined],
  ['a.constructor', undefined],
])('the language of %s is %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
