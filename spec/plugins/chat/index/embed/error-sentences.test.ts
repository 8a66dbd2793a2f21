import { DevmgrError } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { errorSentences } from '../../../../../plugins/chat/index/embed/error-sentences.js';

const told = (message: string, hint?: string) => errorSentences(new DevmgrError({ code: 'PLUGIN_X_Y', message, hint }));

describe('an error in sentences', () => {
  it.each([
    ['There is no folder /models/x', 'Set embedder', 'There is no folder /models/x. Set embedder'],
    ['It ended.', 'Try again', 'It ended. Try again'],
    ['Is it there?', 'Look', 'Is it there? Look'],
    ['No hint', undefined, 'No hint'],
  ])('%s | %s', (message, hint, sentences) => expect(told(message, hint)).toBe(sentences));

  it('tells what is no error of devmgr as it is', () => {
    expect(errorSentences(new Error('broken'))).toBe('broken');
    expect(errorSentences('gone')).toBe('gone');
  });
});
