import { Chat, type ChatQuestion } from 'devmgr/plugin-api/contracts/chat';
import { describe, expect, it } from 'vitest';
import { onLogsStage, type LogsStage } from './logs-stage.js';

const TRACEBACK = `ERROR:    Exception in ASGI application
Traceback (most recent call last):
  File "/app/main.py", line 3, in create
    raise ValueError("negative quantity")
ValueError: negative quantity`;

const say = ({ log }: LogsStage, text: string, source = 'api') => {
  for (const line of text.split('\n')) log.line(source, line, 'stderr', Date.now());
};

/** This is about questions that are asked in the tab. */
const nothing: Chat['answer'] = () => {
  throw new Error('Nobody asks for an answer here');
};

describe('the Logs tab', () => {
  it('shows what was said and what comes, with counts', () =>
    onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
      const { app } = stage;
      await app.waitFor('Nothing to show');
      say(stage, 'INFO:     Uvicorn running {bold}\nWARNING:  slow\nDEBUG:    hidden');
      await app.waitFor(/\d\d:\d\d:\d\d\.\d{3} INFO {2}api {6}Uvicorn running \{bold\}/);
      await app.waitFor(/WARN {2}api {6}slow/);
      say(stage, TRACEBACK);
      await app.waitFor(/ERROR api {6}ValueError: negative quantity {2}▸ 5 lines \(Enter opens\)/);
      await app.waitFor('Logs 3 · level ≥ info · following');
      await app.waitFor('errors 1  warnings 1');
      expect(app.text()).not.toContain('hidden');
    }));

  it('changes level and source with keys, and shows them in the form', () =>
    onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
      const { app } = stage;
      say(stage, 'DEBUG:    quiet\nINFO:     normal\nERROR:    broken');
      say(stage, 'from the tests', 'tests');
      await app.waitFor('from the tests');
      app.key('l');
      await app.waitFor('level ≥ warn');
      await app.waitFor(() => !app.text().includes('normal'));
      app.key('l', 'l');
      await app.waitFor('every level');
      await app.waitFor('quiet');
      app.key('o', 'o');
      await app.waitFor('Logs 1 · every level · tests');
      await app.waitFor('from the tests');
      await app.waitFor(() => !app.text().includes('broken'));
      await app.waitFor(/Level \[debug/);
      await app.waitFor(/Source \[tests/);
      app.key('o');
      await app.waitFor('broken');
    }));

  it('filters by words and expressions while they are typed', () =>
    onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
      const { app } = stage;
      say(stage, 'GET /orders 200\nGET /health 200\nPOST /orders 201');
      await app.waitFor('GET /health');
      app.key('/');
      app.type('orders -post');
      await app.waitFor('Logs 1 ·');
      const at = app.find('/orders 200');
      expect(app.cell((at?.x ?? 0) + 1, at?.y ?? 0)).not.toEqual(app.cell(at?.x ?? 0, at?.y ?? 0));
      app.key('enter', 'l');
      await app.waitFor('level ≥ warn');
      app.key('l', 'l', 'l', '/');
      for (let index = 0; index < 12; index += 1) app.key('backspace');
      await app.waitFor('Logs 3 ·');
      app.type('/^(GET|x) .h(/');
      await app.waitFor('Unterminated group');
      for (let index = 0; index < 2; index += 1) app.key('backspace');
      app.type('/');
      await app.waitFor('Logs 1 ·');
      await app.waitFor('GET /health');
    }));

  it('shows which test caused an entry, and with t only the entries of that test', () =>
    onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
      const { app, log } = stage;
      const test = 'tests/test_a.py::test_{bold}';
      say(stage, 'begins\nGET /orders 500\nbetween\nrolled back');
      for (const text of ['GET /orders 500', 'rolled back'])
        log.store.attribute({ source: 'api', text, test, at: Date.now() });
      await app.waitFor('rolled back');
      app.key('enter');
      await app.waitFor(`test ${test}`);
      app.key('t');
      await app.waitFor(`Logs 2 · level ≥ info · test ${test}`);
      await app.waitFor(() => !app.text().includes('between'));
      app.key('escape');
      await app.waitFor('Logs 4 ·');
      app.key('/');
      app.type('test:Test_a 500');
      await app.waitFor('Logs 1 ·');
      await app.waitFor('GET /orders 500');
    }));

  it('holds when it is scrolled up, and follows again', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      for (let index = 0; index < 100; index += 1) say(stage, `line ${index}`);
      await app.waitFor('line 99');
      app.wheel('up', 20, 5);
      await app.waitFor('held: 0 new ↓ End follows');
      for (let index = 100; index < 120; index += 1) say(stage, `line ${index}`);
      await app.waitFor('held: 20 new');
      expect(app.text()).not.toContain('line 119');
      app.key('end');
      await app.waitFor('line 119');
      await app.waitFor('following');
      app.key('space');
      await app.waitFor('· held');
      app.key('space');
      await app.waitFor('following');
    }));

  it('goes to errors, opens one, comes back and copies it', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      for (let index = 0; index < 60; index += 1) say(stage, `line ${index}`);
      say(stage, TRACEBACK);
      for (let index = 60; index < 120; index += 1) say(stage, `INFO:     line ${index}`);
      await app.waitFor('line 119');
      app.key('N');
      await app.waitFor('ValueError: negative quantity');
      app.key('N');
      await app.waitFor('No error above');
      app.key('enter');
      await app.waitFor('File "/app/main.py", line 3, in create');
      await app.waitFor('Esc back');
      app.key('y');
      await app.waitFor(() => stage.copied.length > 0);
      expect(stage.copied).toEqual([TRACEBACK.replace('ERROR:    ', '')]);
      await app.waitFor("5 lines sent to the terminal's clipboard");
      app.key('escape');
      await app.waitFor('▸ 5 lines');
      await app.waitFor('held:');
    }));

  it('counts what came since it was held, not what another level shows', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      for (let index = 0; index < 60; index += 1) say(stage, `INFO:     line ${index}\nDEBUG:    quiet ${index}`);
      for (let index = 0; index < 3; index += 1) say(stage, 'ERROR:    broken');
      await app.waitFor('errors 3');
      app.key('space');
      await app.waitFor('held: 0 new ↓ End follows');
      app.key('l', 'l', 'l');
      await app.waitFor('every level');
      await app.waitFor(/held: 0 new|following/);
      app.key('home');
      await app.waitFor(/held: 0 new/);
      say(stage, 'INFO:     new');
      await app.waitFor('held: 1 new ↓ End follows');
    }));

  it('says why it is empty, and how to change that', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      say(stage, 'INFO:     one');
      await app.waitFor(/api {6}one/);
      app.key('/');
      app.type('nowhere');
      await app.waitFor('Nothing matches the filter, level ≥ info. Esc clears the filter');
      app.key('enter');
      await app.waitFor('Esc clear filter');
      app.key('escape');
      await app.waitFor(/api {6}one/);
      await app.waitFor(() => !app.text().includes('nowhere'));
      app.key('/');
      app.type('/(/');
      await app.waitFor('! Unterminated group');
      await app.waitFor('filter off · following');
      await app.waitFor(/api {6}one/);
      app.key('escape');
      await app.waitFor('Enter open');
      app.key('l');
      await app.waitFor('The filter is off: Unterminated group. Nothing matches level ≥ warn.');
    }));

  it('names the keys that work: in the list, the filter and an entry', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      const keys = () => app.row(18);
      say(stage, 'INFO:     one');
      await app.waitFor('Enter open');
      expect(keys()).not.toContain('Esc');
      app.key('/');
      await app.waitFor(() => /Esc back +Enter list/.test(keys()));
      expect(keys()).not.toContain('Enter open');
      app.type('o');
      app.key('escape');
      await app.waitFor(() => keys().includes('Enter open'));
      app.key('enter');
      await app.waitFor('Entry · Esc back');
      await app.waitFor(() => keys().includes('Esc back'));
      expect(keys()).not.toContain('Enter open');
    }));

  it('clears the view and shows everything again', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      say(stage, 'old');
      await app.waitFor(/api {6}old/);
      app.key('c');
      await app.waitFor('cleared (C shows all)');
      say(stage, 'new');
      await app.waitFor(/api {6}new/);
      await app.waitFor(() => !/api {6}old/.test(app.text()));
      app.key('C');
      await app.waitFor(/api {6}old/);
    }));

  it('is usable by mouse alone', () =>
    onLogsStage({ cols: 120, rows: 20 }, async (stage) => {
      const { app } = stage;
      say(stage, `one\n${TRACEBACK}\nINFO:     two`);
      await app.waitFor('▸ 5 lines');
      const at = app.find('▸ 5 lines') ?? { x: 0, y: 0 };
      app.doubleClick(at.x, at.y);
      await app.waitFor('File "/app/main.py"');
    }));

  it.each([
    [80, 24],
    [60, 15],
    [200, 60],
  ])('fits %i x %i', (cols, rows) =>
    onLogsStage({ cols, rows }, async (stage) => {
      const { app } = stage;
      say(stage, TRACEBACK);
      say(stage, `INFO:     ${'x'.repeat(300)}\nsecond`);
      await app.waitFor('second');
      await app.waitFor(/errors 1 {2}warnings 0/);
      await app.waitFor(/Level \[info/);
      await app.waitFor('Filter [');
      await app.waitFor(cols < 80 ? '…  ▸ 5 ' : '▸ 5 lines (Enter opens)');
      app.resize(120, 30);
      await app.waitFor(/Filter \[[^\n]*errors 1/);
    }),
  );

  it('asks the chat about the entry under the cursor, with what happened around it', () =>
    onLogsStage({ cols: 120, rows: 30 }, async (stage) => {
      const { app, context } = stage;
      const asked: ChatQuestion[] = [];
      context.services.provide(Chat, { ask: (question) => void asked.push(question), answer: nothing });
      say(stage, 'INFO:     POST /orders {bold}\nDEBUG:    hidden by the filter');
      say(stage, TRACEBACK);
      say(stage, 'INFO:     next\x1b[31m request', 'worker');
      await app.waitFor('next request');
      app.key('a');
      await app.waitFor(() => asked.length === 1);
      expect(asked[0]).toMatchObject({ text: 'What does this mean?', parts: [{ title: 'worker: next request' }] });
      app.key('N', 'a');
      await app.waitFor(() => asked.length === 2);
      const [, { text, parts = [], send } = { text: '' }] = asked;
      expect([text, send]).toEqual(['Why does this happen, and how is it fixed?', undefined]);
      expect(parts.map(({ title }) => title)).toEqual(['api: ValueError: negative quantity']);
      const [before, debug, chosen, ...rest] = parts[0]?.text.split('\n') ?? [];
      expect(before).toMatch(/^ {2}\d\d:\d\d:\d\d\.\d{3} INFO {2}api {2}POST \/orders \{bold\}$/);
      expect(debug).toMatch(/DEBUG api {2}hidden by the filter$/);
      expect(chosen).toMatch(/^> .* ERROR api {2}Exception in ASGI application$/);
      expect(rest.slice(0, -1)).toEqual(
        TRACEBACK.split('\n')
          .slice(1)
          .map((line) => `    ${line}`),
      );
      expect(rest.at(-1)).toMatch(/^ {2}.* INFO {2}worker {2}next request$/);
    }));

  it('works as a copy under another id', () =>
    onLogsStage({ cols: 120, rows: 20, id: 'logs2' }, async (stage) => {
      const { app } = stage;
      say(stage, 'INFO:     hello\nERROR:    broken');
      await app.waitFor('hello');
      app.key('l', 'l');
      await app.waitFor('level ≥ error');
      app.key('enter');
      await app.waitFor('Esc back');
      app.key('escape');
      await app.waitFor('following');
    }));
});
