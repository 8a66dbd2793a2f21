import { cppLanguage } from '../cpp/cpp-language.js';
import { csharpLanguage } from '../csharp/csharp-language.js';
import { cssLanguage } from '../css/css-language.js';
import { goLanguage } from '../go/go-language.js';
import { javaLanguage } from '../java/java-language.js';
import { javascriptLanguage } from '../javascript/javascript-language.js';
import { phpLanguage } from '../php/php-language.js';
import { pythonLanguage } from '../python/python-language.js';
import { rubyLanguage } from '../ruby/ruby-language.js';
import { rustLanguage } from '../rust/rust-language.js';
import { shellLanguage } from '../shell/shell-language.js';
import type { SyntaxLanguage } from './syntax-language.js';

/** Languages that are divided by their syntax trees. */
export const syntaxLanguages: ReadonlyMap<string, SyntaxLanguage> = new Map([
  ['python', pythonLanguage],
  ['javascript', javascriptLanguage('javascript')],
  ['typescript', javascriptLanguage('typescript')],
  ['tsx', javascriptLanguage('tsx')],
  ['go', goLanguage],
  ['rust', rustLanguage],
  ['java', javaLanguage],
  ['css', cssLanguage],
  ['c', cppLanguage],
  ['cpp', cppLanguage],
  ['csharp', csharpLanguage],
  ['ruby', rubyLanguage],
  ['php', phpLanguage],
  ['shell', shellLanguage],
]);
