import type { Fields } from '../../../providers/json/fields.js';

/** What a whole answer says, in whichever of the formats. */
export function wholeText(answer: Fields): string {
  const choices = answer
    .objects('choices')
    .map((choice) => choice.fields('message')?.string('content') ?? choice.string('text'));
  const blocks = answer.objects('content').map((block) => block.string('text'));
  return [...choices, ...blocks].filter((text) => text !== undefined).join('');
}
