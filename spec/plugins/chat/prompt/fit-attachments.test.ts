import { describe, expect, it } from 'vitest';
import { countTokens } from '../../../../core/screen/text/count-tokens.js';
import { fitAttachments } from '../../../../plugins/chat/prompt/fit-attachments.js';

const attached = (title: string, text: string) => ({ kind: 'text', title, text }) as const;

describe('what is attached', () => {
  it('of one long line is there with its beginning and its end', async () => {
    const { texts, leftOut } = await fitAttachments(
      [attached('data.json', `[1, ${'"x", '.repeat(100_000)}2]`)],
      1_000,
      countTokens,
    );
    expect(texts[0]).toMatch(/^<attachment title="data\.json">\n\[1, "x", [^]*"x", 2\]\n<\/attachment>$/);
    expect(leftOut).toEqual(['a part of 1 line of data.json']);
  });

  it('says how many lines are left out', async () => {
    const lines = Array.from({ length: 1_000 }, (_, at) => `line ${at} of it`);
    const { texts, leftOut } = await fitAttachments([attached('server.log', lines.join('\n'))], 1_000, countTokens);
    expect(texts[0]).toContain('line 0 of it\n');
    expect(leftOut[0]).toMatch(/^\d{3} lines of server\.log$/);
  });
});
