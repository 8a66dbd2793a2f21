import { javascriptLanguage } from '../javascript/javascript-language.js';
import { pythonLanguage } from '../python/python-language.js';
import type { SyntaxLanguage } from './syntax-language.js';

/** Languages that are divided by their syntax trees. */
export const syntaxLanguages: ReadonlyMap<string, SyntaxLanguage> = new Map([
  ['python', pythonLanguage],
  ['javascript', javascriptLanguage('javascript')],
  ['typescript', javascriptLanguage('typescript')],
  ['tsx', javascriptLanguage('tsx')],
]);
