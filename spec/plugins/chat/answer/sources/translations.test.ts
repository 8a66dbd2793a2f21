import { expect, it } from 'vitest';
import { languageOf, withoutTranslations } from '../../../../../plugins/chat/answer/sources/translations.js';

const pages = ['en', 'uk', 'hi', 'de', 'zh-hant'].map((language) => `docs/${language}/docs/yield.md`);

it.each([
  ['how are dependencies with yield closed?', 'en'],
  ['Wie werden Abhängigkeiten geschlossen?', 'de'],
  ['як закриваються залежності?', 'uk'],
  ['как закрываются зависимости?', 'ru'],
  ['依赖如何关闭', 'zh'],
  ['¿dónde se cierran?', 'es'],
])('%s is %s', (question, language) => {
  expect(languageOf(question)).toBe(language);
});

it('leaves out translations, but not the language of the question', () => {
  const filters = ['uk', 'hi', 'de', 'zh-hant'].map((language) => `-path:"docs/${language}/"`);
  expect(withoutTranslations(pages, 'how are they closed?')).toEqual(filters);
  expect(withoutTranslations(pages, 'як і коли її закрити?')).toEqual([
    ...filters.slice(1),
    '-path:"docs/en/docs/yield.md"',
  ]);
});

it('knows names of files, and the one without a language', () => {
  const files = ['README.md', 'README.zh-CN.md', 'docs/README_de.md', 'app/main.py'];
  expect(withoutTranslations(files, 'what is this?')).toEqual(['-path:"README.zh-CN.md"']);
});

it('leaves nothing out of a project without translations', () => {
  const files = ['docs/it/setup.md', 'docs/guide.md', 'app/de/models.py', 'app/en/models.py', 'README.md'];
  expect(withoutTranslations(files, 'how is it set up?')).toEqual([]);
});
