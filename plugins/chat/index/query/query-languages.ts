import { languageByExtension, languageByName } from '../chunk/language-names.js';

const ids: ReadonlySet<string> = new Set([...languageByExtension.values(), ...languageByName.values(), 'text']);

/** What people say beside the languages' names and the ends of their files. */
const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    golang: 'go',
    node: 'javascript',
    'c++': 'cpp',
    'c#': 'csharp',
    docker: 'dockerfile',
    makefile: 'make',
    txt: 'text',
    hcl: 'terraform',
  }),
);

/** Typescript with elements is typescript to people. */
const including: ReadonlyMap<string, readonly string[]> = new Map([['typescript', ['typescript', 'tsx']]]);

/** Languages of the index for what stands behind `lang:`: a name or the end of a file's. Empty when none is called so. */
export function languagesNamed(name: string): readonly string[] {
  const wanted = name.toLowerCase().replace(/^\./, '');
  const found = ids.has(wanted) ? wanted : (aliases.get(wanted) ?? languageByExtension.get(wanted));
  return found === undefined ? [] : (including.get(found) ?? [found]);
}
