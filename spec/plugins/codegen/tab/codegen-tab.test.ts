import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { breaksAfter, hangs, says } from '../../system/providers/support/scripted-provider.js';
import { onCodegenStage } from './codegen-stage.js';

const small = { cols: 80, rows: 24 };
const large = { cols: 120, rows: 40 };

const twoHunks = `Gift wrapping.

app/pricing.py
\`\`\`python
<<<<<<< SEARCH
BULK_PERCENT = 5
=======
BULK_PERCENT = 5
GIFT_WRAP = 350
>>>>>>> REPLACE
<<<<<<< SEARCH
    """The value added tax on an amount, in whole cents."""
=======
    """The value added tax on an amount: whole cents."""
>>>>>>> REPLACE
\`\`\`
`;
const newFile = '```json\n{ "wraps": 350 }\n```\n';
const twoFiles = 'app/gifts.py\n```python\nWRAP = 350\n```\n\ntests/test_gifts.py\n```python\nassert True\n```\n';

describe.each([
  ['80x24', small],
  ['120x40', large],
])('the tab at %s', (_, size) => {
  it('generates, decides hunk by hunk, saves what was not dropped, and takes it back', async () => {
    await onCodegenStage({ ...size, streams: [says(twoHunks)] }, async ({ app, ask, read }) => {
      const before = read('app/pricing.py');
      await ask('app/pricing.py', 'add gift wrapping');
      app.key('C-g');
      await app.waitFor('2 hunks');
      await app.waitFor('GIFT_WRAP = 350');
      await app.waitFor('▌[x] +11');
      app.type('a');
      app.type('d');
      await app.waitFor('saves 1 of 2 hunks');
      await app.waitFor('[Save 1 of 2 hunks');
      await app.waitFor('▌[ ] 58 → 59');
      app.key('C-s');
      await app.waitFor('✓ saved app/pricing.py +1 -0');
      expect(read('app/pricing.py')).toBe(before.replace('BULK_PERCENT = 5\n', 'BULK_PERCENT = 5\nGIFT_WRAP = 350\n'));
      app.type('u');
      await app.waitFor('taken back: app/pricing.py +0 -1');
      expect(read('app/pricing.py')).toBe(before);
      await app.waitFor('saves 1 of 2 hunks');
    });
  });

  it('does the same by mouse', async () => {
    await onCodegenStage({ ...size, streams: [says(twoHunks)] }, async ({ app, ask, read, click }) => {
      const before = read('app/pricing.py');
      await ask('app/pricing.py', 'add gift wrapping');
      click('[Generate');
      await app.waitFor('2 hunks');
      await app.waitFor('[Save ');
      click('[x]');
      await app.waitFor('saves 1 of 2 hunks');
      click('[Save ');
      await app.waitFor('✓ saved app/pricing.py');
      expect(read('app/pricing.py')).toBe(before.replace('an amount, in whole', 'an amount: whole'));
      click('[Undo');
      await app.waitFor('taken back: app/pricing.py');
      expect(read('app/pricing.py')).toBe(before);
    });
  });
});

it('shows what is sent and why, and leaves out what a person takes out', async () => {
  const requests: string[] = [];
  const listens: ReturnType<typeof says> = (request, options) => {
    requests.push(request.messages.map(({ text }) => text).join('\n'));
    return says('```python\nassert True\n```\n')(request, options);
  };
  await onCodegenStage({ ...large, streams: [listens] }, async ({ app, ask, click }) => {
    await ask('tests/unit/test_pricing.py', 'more tests, start over');
    await app.waitFor('app/pricing.py');
    click('app/pricing.py  ');
    app.key('space');
    await app.waitFor('taken out');
    app.key('C-g');
    await app.waitFor(() => requests.length > 0);
    expect(requests[0]).toContain('more tests');
    expect(requests[0]).not.toContain('def price_order');
  });
});

it('completes the target from the files of the project, and takes it from the tree', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, click }) => {
    await app.waitFor('Project 4');
    app.type('report');
    await app.waitFor('│app/reports.py');
    app.key('tab');
    await app.waitFor(/Target 33 lines/);
    click('main.py');
    await app.waitFor(/│app\/main\.py/);
    app.key('down', 'down', 'enter');
    await app.waitFor(/│app\/reports\.py/);
  });
});

it('edits the code before it is saved, and shows problems at their line', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, ask, read }) => {
    await ask('data/wraps.json', 'prices of wrapping');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.type('e');
    await app.waitFor('Edit data/wraps.json');
    app.key('end', 'delete', 'backspace', 'escape');
    await app.waitFor('1 problem');
    app.key('C-s');
    await app.waitFor('Save code with problems?');
    app.key('escape');
    await app.waitFor(() => !app.text().includes('Save code with problems?'));
    app.type('e');
    await app.waitFor('Edit data/wraps.json');
    app.key('end');
    app.type('}');
    app.key('C-s');
    await app.waitFor('✓ saved data/wraps.json new');
    expect(read('data/wraps.json')).toBe('{ "wraps": 350 }');
  });
});

it('asks what to do with a file that was changed meanwhile: merges, and writes after it was looked at', async () => {
  await onCodegenStage({ ...large, streams: [says(twoHunks)] }, async ({ app, ask, read, root }) => {
    await ask('app/pricing.py', 'add gift wrapping');
    app.key('C-g');
    await app.waitFor('2 hunks');
    appendFileSync(join(root, 'app/pricing.py'), '# somebody else\n');
    app.key('C-s');
    await app.waitFor('was changed on the disk meanwhile');
    app.key('down', 'down', 'enter');
    await app.waitFor('Both changes of app/pricing.py');
    expect(read('app/pricing.py')).not.toContain('GIFT_WRAP');
    app.key('C-s');
    await app.waitFor('✓ saved app/pricing.py');
    expect(read('app/pricing.py')).toContain('GIFT_WRAP = 350');
    expect(read('app/pricing.py')).toContain('# somebody else');
  });
});

it('shows conflict marks in the editor where both changed the same line', async () => {
  await onCodegenStage({ ...large, streams: [says(twoHunks)] }, async ({ app, ask, read, root }) => {
    await ask('app/pricing.py', 'add gift wrapping');
    app.key('C-g');
    await app.waitFor('2 hunks');
    writeFileSync(
      join(root, 'app/pricing.py'),
      read('app/pricing.py').replace('BULK_PERCENT = 5\n', 'BULK_PERCENT = 7\n'),
    );
    app.key('C-s');
    await app.waitFor('was changed on the disk meanwhile');
    app.key('down', 'down', 'enter');
    await app.waitFor('has a conflict');
    await app.waitFor('Edit app/pricing.py');
    expect(read('app/pricing.py')).not.toContain('GIFT_WRAP');
  });
});

it('saves all files of an answer, or one hunk alone', async () => {
  await onCodegenStage({ ...large, streams: [says(twoFiles)] }, async ({ app, ask, read, root }) => {
    await ask('app/gifts.py', 'gifts');
    app.key('C-g');
    await app.waitFor('file 1 of 2');
    app.type('.');
    await app.waitFor('file 2 of 2');
    app.type('s');
    await app.waitFor('✓ saved tests/test_gifts.py new');
    expect(existsSync(join(root, 'app/gifts.py'))).toBe(false);
    app.key('C-s');
    await app.waitFor('✓ saved app/gifts.py new');
    expect(read('app/gifts.py')).toBe('WRAP = 350\n');
  });
});

it('asks what becomes of a file that changed since when its save is taken back', async () => {
  await onCodegenStage({ ...large, streams: [says(twoHunks)] }, async ({ app, ask, read, root }) => {
    const before = read('app/pricing.py');
    await ask('app/pricing.py', 'add gift wrapping');
    app.key('C-g');
    await app.waitFor('2 hunks');
    app.key('C-s');
    await app.waitFor('✓ saved app/pricing.py +2 -1');
    appendFileSync(join(root, 'app/pricing.py'), '# somebody else\n');
    app.type('u');
    await app.waitFor('app/pricing.py changed after the save');
    app.key('escape');
    await app.waitFor(() => !app.text().includes('changed after the save'));
    expect(read('app/pricing.py')).toContain('GIFT_WRAP');
    app.type('u');
    await app.waitFor('Leave it as it is');
    app.key('enter');
    await app.waitFor('taken back: app/pricing.py +1 -2');
    expect(read('app/pricing.py')).toBe(`${before}# somebody else\n`);
  });
});

it('shows no secrets of a file, and says that it is sent to nobody', async () => {
  const redact = (text: string) => text.replace(/sk_live\w+/g, '***');
  await onCodegenStage({ ...large, redact, streams: [says(newFile)] }, async ({ app, root }) => {
    writeFileSync(join(root, '.env'), 'STRIPE_API_KEY=sk_live_4eC39HqLyjWDarjtT1zdp7dc\n');
    app.type('.env');
    app.key('enter');
    await app.waitFor('STRIPE_API_KEY=***');
    app.type('another setting');
    await app.waitFor('.env commonly holds secrets: its content is sent to nobody');
    expect(app.text()).not.toContain('sk_live');
  });
});

it('asks before it writes a protected file', async () => {
  await onCodegenStage({ ...large, streams: [says('```\nA=1\n```\n')] }, async ({ app, ask, root }) => {
    await ask('.env.local', 'an example');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.key('C-s');
    await app.waitFor('Write .env.local?');
    app.key('escape');
    await app.waitFor(() => !app.text().includes('Write .env.local?'));
    expect(existsSync(join(root, '.env.local'))).toBe(false);
  });
});

it('says what is wrong with a path outside of the project before anything is asked', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile)] }, async ({ app, told }) => {
    app.type('../elsewhere.py');
    app.key('enter');
    await app.waitFor(/Target ✗ .*outside/);
    app.type('x');
    app.key('C-g');
    await app.waitFor(() => told.some((reason) => reason.startsWith('codegen.generate: ')));
  });
});

it('keeps what had come when it is stopped, and when the provider fails', async () => {
  const slow: ReturnType<typeof says> = async function* (request, options) {
    yield { type: 'text-delta', text: '```python\nWRAP = 350\n' };
    await new Promise((resolve) => options.signal.addEventListener('abort', resolve, { once: true }));
    const target = { providerId: 'p', modelId: 'm', host: undefined };
    const usage = { inputTokens: 1, outputTokens: 1, costUsd: undefined };
    yield { type: 'stream-end', reason: 'aborted', target, usage };
    void request;
  };
  await onCodegenStage(
    { ...large, streams: [slow, breaksAfter('```python\nWRAP = 351\n')] },
    async ({ app, ask, root }) => {
      await ask('app/gifts.py', 'gifts');
      app.key('C-g');
      await app.waitFor('WRAP = 350');
      app.key('escape');
      await app.waitFor('stopped: what had come is kept');
      app.key('C-s');
      await app.waitFor('Save it anyway?');
      await app.waitFor('The answer was stopped before its end');
      app.key('escape');
      await app.waitFor(() => !app.text().includes('Save it anyway?'));
      expect(existsSync(join(root, 'app/gifts.py'))).toBe(false);
      app.type('r');
      await app.waitFor('It is broken-stream');
      await app.waitFor('WRAP = 351');
    },
  );
});

it('answers keys while a model says nothing, and can be stopped', async () => {
  await onCodegenStage({ ...large, streams: [hangs()] }, async ({ app, ask }) => {
    await ask('app/gifts.py', 'gifts');
    app.key('C-g');
    await app.waitFor('asking m');
    app.key('w');
    app.type(' and more');
    await app.waitFor('gifts and more');
  });
});

it('shows an answer without code as it is', async () => {
  await onCodegenStage(
    { ...large, streams: [says('I would rather talk about the weather.')] },
    async ({ app, ask }) => {
      await ask('app/gifts.py', 'gifts');
      app.key('C-g');
      await app.waitFor('no code in it');
      await app.waitFor('rather talk about the weather');
    },
  );
});

it('sends the request as the person edited it', async () => {
  const requests: string[] = [];
  const listens: ReturnType<typeof says> = (request, options) => {
    requests.push(request.messages.at(-1)?.text ?? '');
    return says(newFile)(request, options);
  };
  await onCodegenStage({ ...large, streams: [listens] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-r');
    await app.waitFor('User message');
    app.type(' PLEASE');
    app.key('C-s');
    await app.waitFor('your edited request');
    app.key('C-g');
    await app.waitFor('1 hunk');
    expect(requests[0]).toContain('PLEASE');
  });
});

it('opens an earlier generation, and removes one', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile), says(twoFiles)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.type('c');
    await app.waitFor('What shall be written?');
    app.key('M-h');
    await app.waitFor('Generations 1');
    app.key('enter');
    await app.waitFor('"wraps": 350');
    app.type('h');
    await app.waitFor('Generations 1');
    app.type('x');
    await app.waitFor('Remove this generation?');
    app.type('y');
    await app.waitFor('Nothing was generated in this project yet.');
    app.key('escape');
    await app.waitFor('Preview');
  });
});

it('removes all answers of a line of the history, and says how many', async () => {
  await onCodegenStage({ ...large, streams: [says(newFile), says(newFile)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('C-g');
    await app.waitFor('1 hunk');
    app.type('r');
    app.key('M-h');
    await app.waitFor('2 answers prices');
    app.type('x');
    await app.waitFor('Remove all 2 answers?');
    app.type('y');
    await app.waitFor('Nothing was generated in this project yet.');
  });
});

it('slides the files in and out by a key that the prompt leaves alone', async () => {
  await onCodegenStage({ ...small, streams: [says(newFile)] }, async ({ app, ask }) => {
    await ask('data/wraps.json', 'prices');
    app.key('M-p');
    await app.waitFor('Project 4');
    app.key('M-p');
    await app.waitFor(() => !app.text().includes('Project 4'));
    await app.waitFor('prices');
  });
});

describe.each([
  ['80x24', small],
  ['120x40', large],
])('an answer of several files at %s', (_, size) => {
  it('shows all of them in a line, marks those not looked at, and goes to one by a click', async () => {
    await onCodegenStage({ ...size, streams: [says(twoFiles)] }, async ({ app, ask, click }) => {
      await ask('app/gifts.py', 'gifts');
      app.key('C-g');
      await app.waitFor('▸ gifts.py new │ ● test_gifts.py new');
      await app.waitFor('. next file');
      await app.waitFor('[Save 2 files');
      click('test_gifts.py new');
      await app.waitFor('  gifts.py new │ ▸ test_gifts.py new');
      await app.waitFor('file 2 of 2');
      app.type('D');
      await app.waitFor('▸ test_gifts.py dropped');
    });
  });
});

it('gives the code the room once there is an answer; what is looked at gets it back', async () => {
  await onCodegenStage({ ...large, streams: [says(twoHunks)] }, async ({ app, ask, click }) => {
    await ask('app/pricing.py', 'add gift wrapping');
    await app.waitFor('WHY');
    app.key('C-g');
    await app.waitFor('2 hunks');
    await app.waitFor(/Context 2 items · .* tokens · Alt-C shows it/);
    expect(app.text()).not.toContain('WHY');
    expect(app.find('Preview app/pricing.py')?.y).toBeLessThan(10);
    click('Alt-C shows it');
    await app.waitFor('WHY');
    app.key('w');
    await app.waitFor('Alt-C shows it');
  });
});

it('breaks the lines of an answer without code where they end on the screen', async () => {
  const prose = `${'I would rather talk about the weather. '.repeat(8)}THE END`;
  await onCodegenStage({ ...small, streams: [says(prose)] }, async ({ app, ask }) => {
    await ask('app/gifts.py', 'gifts');
    app.key('C-g');
    await app.waitFor('no code in it');
    await app.waitFor('THE END');
  });
});
