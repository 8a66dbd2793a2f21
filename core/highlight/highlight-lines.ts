import type { TextSpan } from 'devmgr/plugin-api';
import { Highlighter } from './highlighter.js';
import { findLanguage } from './languages.js';

const highlighter = new Highlighter({
  colour: async (text, language) => (await import('./colour-runs.js')).colourRuns(text, language),
});

/**
 * The lines of a text as spans with the styles of code (`keyword`, `string`, `comment`, …), one entry for each part
 * between `\n`. Never throws and is never slow.
 *
 * Colours that are known come at once. Else the text comes as it is, or with those of an earlier version of it, and
 * `onReady` is called once when a second call gives all colours. Texts of more than 400,000 characters get none.
 *
 * @param language A name (`python`, `C++`) or a file's ending (`py`); unknown or `undefined`: no colours.
 */
export function highlightLines(
  text: string,
  language: string | undefined,
  onReady: () => void,
): readonly (readonly TextSpan[])[] {
  return highlighter.lines(text, findLanguage(language), onReady);
}
