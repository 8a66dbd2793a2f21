import type { CliContribution, CliHandler } from 'devmgr/plugin-api';
import type { App } from '../app.js';
import { completionWord } from './words/completion.js';
import { configWord } from './words/config.js';
import { pluginsWord } from './words/plugins.js';
import { screenshotWord } from './words/screenshot.js';

/** A word that the core itself answers. */
export interface CoreWord {
  readonly contribution: CliContribution;
  handler(app: App): CliHandler;
}

/** In the order of `devmgr --help`, after the words of plugins. */
export const coreWords: readonly CoreWord[] = [pluginsWord, configWord, screenshotWord, completionWord];
