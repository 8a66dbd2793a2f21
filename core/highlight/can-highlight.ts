import { findLanguage } from './languages.js';

/** Longest text that gets colours, in UTF-16 code units. */
export const MOST_CHARACTERS = 400_000;

/** Whether `highlightLines` would ever give colours to a text of so many characters. */
export function canHighlight(characters: number, language: string | undefined): boolean {
  return characters <= MOST_CHARACTERS && findLanguage(language) !== undefined;
}
