import { expect, it } from 'vitest';
import { says } from '../../system/providers/support/scripted-provider.js';
import { onCodegenStage } from './codegen-stage.js';

const large = { cols: 120, rows: 40 };

const edit = (search: string) =>
  `app/pricing.py\n\`\`\`python\n<<<<<<< SEARCH\n${search}\n=======\nGIFT_WRAP = 350\n>>>>>>> REPLACE\n\`\`\`\n`;
const nowhere = edit('NO_SUCH_LINE = quite_another(thing, of, no, likeness)');
const right = edit('BULK_PERCENT = 5');
const broken = '```json\n{ "wraps": 350\n```\n';
const whole = '```json\n{ "wraps": 350 }\n```\n';

/** Answers in turn, and remembers what was asked. */
function listening(...answers: readonly string[]) {
  const asked: string[] = [];
  const stream: ReturnType<typeof says> = (request, options) => {
    const answer = answers[asked.push(request.messages.map(({ text }) => text).join('\n')) - 1] ?? '';
    return says(answer)(request, options);
  };
  return { asked, stream };
}

it('sends an edit that does not fit back by itself, and says so', async () => {
  const { asked, stream } = listening(nowhere, right);
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('app/pricing.py', 'add gift wrapping');
    app.key('C-g');
    await app.waitFor('GIFT_WRAP = 350');
    await app.waitFor('answer 1  m  ! nothing of it could be applied');
    await app.waitFor('answer 2  m  ✓ fits');
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain('could not be applied');
  });
});

it('sends it back once, and again with F', async () => {
  const { asked, stream } = listening(nowhere, nowhere, right);
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('app/pricing.py', 'add gift wrapping');
    app.key('C-g');
    await app.waitFor('app/pricing.py not changed');
    await app.waitFor('[Fix');
    await app.waitFor('[Again');
    expect(asked).toHaveLength(2);
    app.type('F');
    await app.waitFor('1 hunk');
    expect(asked).toHaveLength(3);
    expect(asked[2]).toContain('could not be applied');
  });
});

it('mends mistakes in the code with F', async () => {
  const { asked, stream } = listening(broken, whole);
  await onCodegenStage({ ...large, streams: [stream] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices of wrapping');
    app.key('C-g');
    await app.waitFor('1 problem');
    app.type('F');
    await app.waitFor('"wraps": 350 }');
    await app.waitFor(() => !app.text().includes('1 problem'));
    expect(asked[1]).toMatch(/The code has mistakes:\n- data\/wraps\.json, line \d+: /);
  });
});
