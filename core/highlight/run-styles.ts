import type { TextStyle } from 'devmgr/plugin-api';

/** In the order of their numbers in a `ColourRuns`. */
export const runStyles: readonly TextStyle[] = [
  'default',
  'keyword',
  'string',
  'number',
  'comment',
  'name',
  'type',
  'heading',
  'emphasis',
  'strong',
  'link',
  'added',
  'removed',
];
