const languages = new Set(
  (
    'ar az be bg bn bs ca cs da de el en em es et fa fi fr gu he hi hr hu hy id is it ja ka kk ko lt lv ml mn mr ms nb nl no pa ' +
    'pl pt pt-br pt-pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi yo zh zh-cn zh-hans zh-hant zh-tw'
  ).split(' '),
);
const document = /\.(?:md|mdx|rst|adoc|txt|html?)$/i;
/** `README.de.md`, `README_zh-CN.md`. */
const inName = /[._-]([a-z]{2}(?:[-_][a-z]{2,4})?)(?=\.\w+$)/i;
/** More would make a query of the index slow. */
const mostFilters = 40;

/** The language that words and letters of a text are most likely of, as far as documents are often translated; else English. */
export function languageOf(text: string): string {
  return signs.find(([, sign]) => sign.test(text))?.[0] ?? 'en';
}

const signs: readonly (readonly [string, RegExp])[] = [
  ['uk', /[іїєґ]/i],
  ['ru', /\p{Script=Cyrillic}/u],
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['ko', /\p{Script=Hangul}/u],
  ['zh', /\p{Script=Han}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['fa', /[پچژگ]/],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['de', /\b(?:wie|wo|warum|welche\w*|wird|werden|ist|nicht)\b/i],
  ['fr', /\b(?:comment|où|pourquoi|quelles?|quels?|est-ce)\b/i],
  ['es', /[¿¡]|\b(?:cómo|dónde|cuál|qué)\b/i],
  ['pt', /\b(?:onde|quais|não|são)\b/i],
];

/**
 * Filters of the index that leave out translations of documents that are there in the language of the question, or in English.
 * Of a project without translations none.
 */
export function withoutTranslations(paths: readonly string[], question: string): readonly string[] {
  const pages = new Map<string, { readonly path: string; readonly language: string; readonly place: string }[]>();
  for (const path of paths) {
    const page = document.test(path) ? pageAt(path) : undefined;
    if (page) pages.set(page.key, [...(pages.get(page.key) ?? []), { path, ...page }]);
  }
  const wanted = languageOf(question);
  const filters = new Set<string>();
  for (const versions of pages.values()) {
    const best =
      versions.find(({ language }) => isOf(language, wanted)) ?? versions.find(({ language }) => language === 'en');
    const isTranslated = best && versions.some(({ language }) => language !== best.language);
    if (!isTranslated) continue;
    for (const { language, place, path } of versions) {
      if (language === best.language) continue;
      // Of a page that is missing in the language of the question the English one is wanted.
      filters.add(`-path:"${language === 'en' ? path : place}"`);
    }
  }
  // Folders first: one of them says more than many pages.
  const isFolder = (filter: string) => Number(filter.endsWith('/"'));
  return [...filters].sort((a, b) => isFolder(b) - isFolder(a)).slice(0, mostFilters);
}

function isOf(language: string, wanted: string): boolean {
  return language === wanted || language.startsWith(`${wanted}-`);
}

/** What all translations of a page have in common, its language, and where what is in that language lies. */
function pageAt(path: string): { readonly key: string; readonly language: string; readonly place: string } | undefined {
  const parts = path.split('/');
  const at = parts.slice(0, -1).findIndex((part) => languages.has(codeOf(part)));
  const folder = parts[at];
  if (folder !== undefined) {
    const place = `${parts.slice(0, at + 1).join('/')}/`;
    return { key: parts.map((part, index) => (index === at ? '*' : part)).join('/'), language: codeOf(folder), place };
  }
  const language = codeOf(inName.exec(path)?.[1] ?? '');
  if (languages.has(language)) return { key: path.replace(inName, ''), language, place: path };
  return { key: path, language: 'en', place: path };
}

function codeOf(name: string): string {
  return name.toLowerCase().replace('_', '-');
}
