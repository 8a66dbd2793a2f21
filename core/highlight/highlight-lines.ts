import { existsSync } from 'node:fs';
import type { TextSpan } from 'devmgr/plugin-api';
import type { ColourRuns } from './colour-runs.js';
import { HighlightThread } from './highlight-thread.js';
import { Highlighter } from './highlighter.js';
import { findLanguage } from './languages.js';

// Beside the files of the build. Sources that are run as they are have no threads, and colour short texts only.
const threadFile = new URL('./highlight/highlight.worker.js', import.meta.url);
const MOST_IN_THIS_THREAD = 20_000;

const highlighter = new Highlighter({ colour: existsSync(threadFile) ? inThread() : inThisThread });

function inThread() {
  const thread = new HighlightThread({ file: threadFile });
  return (text: string, language: string) => thread.colour(text, language);
}

async function inThisThread(text: string, language: string): Promise<ColourRuns> {
  if (text.length > MOST_IN_THIS_THREAD) throw new Error('too long to be coloured in this thread');
  const { colourRuns } = await import('./colour-runs.js');
  return await colourRuns(text, language);
}

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
