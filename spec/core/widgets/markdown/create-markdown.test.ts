import type { MarkdownSection, MarkdownStop } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { markdownOf } from './markdown-stage.js';

const paragraphs = (count: number, name = 'p') =>
  Array.from({ length: count }, (_, index) => `${name}${index}`).join('\n\n');

describe('scrolling', () => {
  it('says when there is nothing, and follows the end when there is', async () => {
    const { text, shown, say } = await markdownOf([], { height: 4, empty: 'Ask something.' });
    expect(shown()[0]).toBe('Ask something.');
    text.setEmpty('Nothing yet.');
    expect(shown()[0]).toBe('Nothing yet.');
    await say(paragraphs(10));
    expect(shown()).toEqual(['', 'p8', '', 'p9']);
    expect(text.following.get()).toBe(true);
    await say(paragraphs(12));
    expect(shown()[3]).toBe('p11');
  });

  it('shows what is shorter than the pane from its beginning', async () => {
    const { driver, shown } = await markdownOf('one\n\ntwo', { height: 5 });
    expect(shown()).toEqual(['one', '', 'two', '', '']);
    driver.press('up', 'pageup', 'home', 'down', 'pagedown');
    expect(shown()[0]).toBe('one');
  });

  it('holds by keys and wheel while text comes, and follows again at the end', async () => {
    const { driver, text, shown, say } = await markdownOf(paragraphs(10), { height: 3 });
    driver.press('up');
    expect(text.following.get()).toBe(false);
    expect(shown()).toEqual(['', 'p8', '']);
    await say(`${paragraphs(10)} and more\n\n${paragraphs(20, 'q')}`);
    expect(shown()).toEqual(['', 'p8', '']);
    driver.pointer('wheel-up');
    expect(shown()[2]).toBe('p7');
    driver.press('end');
    expect(shown()[2]).toBe('q19');
    expect(text.following.get()).toBe(true);
    driver.press('home');
    expect(shown()[0]).toBe('p0');
    for (let step = 0; step < 60; step++) driver.press('pagedown');
    expect(text.following.get()).toBe(true);
    expect(driver.press('x', 'C-down', 'escape')).toEqual([false, false, false]);
  });

  it('holds its place when what stands above it changes', async () => {
    const sections = (header: string[]): MarkdownSection[] => [
      { id: 'a', header, text: paragraphs(5) },
      { id: 'b', header: ['B'], text: paragraphs(9, 'b') },
    ];
    const { driver, text, shown, say } = await markdownOf(sections(['A']), { height: 4 });
    text.scrollTo('b');
    expect(shown()).toEqual(['B', 'b0', '', 'b1']);
    await say(sections(['A', 'more', 'and more']));
    expect(shown()[0]).toBe('B');
    driver.resize(20, 4);
    expect(shown()[0]).toBe('B');
    await say([{ id: 'c', text: paragraphs(9, 'c') }]);
    expect(shown()[3]).toBe('c8');
  });

  it('follows and holds when it is told to', async () => {
    const { text, shown, say } = await markdownOf(paragraphs(9), { height: 3 });
    text.follow(false);
    await say(paragraphs(12));
    expect(shown()[2]).toBe('p8');
    text.follow(true);
    expect(shown()[2]).toBe('p11');
    text.scrollTo('no such section');
    expect(shown()[2]).toBe('p11');
  });

  it('goes where the scrollbar is pressed and dragged', async () => {
    const { driver, text, shown } = await markdownOf(paragraphs(50), { height: 10, width: 20 });
    driver.pointer('down', 20, 0);
    expect(shown()[0]).toBe('p0');
    driver.pointer('drag', 20, 9);
    expect(shown()[9]).toBe('p49');
    driver.pointer('up', 20, 9);
    expect(driver.pointer('drag', 20, 0)).toBe(false);
    expect(text.following.get()).toBe(false);
  });

  it('lays a long text out anew in slices when the width changes', async () => {
    const { host, driver, settled } = await markdownOf(paragraphs(3000, 'some words that are broken '), { height: 20 });
    driver.press('home');
    host.tick = 1;
    const canvas = driver.resize(16, 20);
    expect(canvas.row(0)).toMatch(/^some words that/);
    expect(canvas.puts).toBeLessThan(100);
    expect((await settled())[0]).toBe('some words that');
  });
});

const conversation: readonly MarkdownSection[] = [
  { id: 'q', header: ['You'], text: 'how?' },
  {
    id: 'a',
    header: ['Model'],
    text: 'see [docs](http://d.e) and app.py:3\n\n```py\nx = 1\n```\n\nend',
    marks: [{ text: 'app.py:3', style: 'success', link: 'app.py:3' }],
  },
];

describe('stops', () => {
  const code: MarkdownStop = { section: 'a', kind: 'code', language: 'py', text: 'x = 1' };

  it('are gone through by left and right and activated by Enter', async () => {
    const { driver, text } = await markdownOf(conversation, { height: 20 });
    const activated: MarkdownStop[] = [];
    text.onDidActivate((stop) => activated.push(stop));
    expect(driver.press('enter')).toEqual([false]);
    const visited = ['right', 'right', 'right', 'right', 'right'].map((key) => {
      driver.press(key);
      return text.selected.get();
    });
    expect(visited).toEqual([
      { section: 'q', kind: 'section' },
      { section: 'a', kind: 'section' },
      { section: 'a', kind: 'link', link: 'http://d.e' },
      { section: 'a', kind: 'link', link: 'app.py:3' },
      code,
    ]);
    driver.press('right', 'enter', 'left', 'enter');
    expect(activated).toEqual([code, { section: 'a', kind: 'link', link: 'app.py:3' }]);
  });

  it('begin with the last one in view when one goes left', async () => {
    const { driver, text } = await markdownOf(conversation, { height: 20 });
    driver.press('left');
    expect(text.selected.get()).toEqual(code);
  });

  it('show which one is selected, and scroll to it', async () => {
    const { driver, text, shown } = await markdownOf(conversation, { height: 4 });
    expect(shown()[3]).toBe('end');
    driver.press('left', 'left', 'left', 'left', 'left');
    expect(text.selected.get()).toEqual({ section: 'q', kind: 'section' });
    expect(shown()[0]).toBe('You');
    expect(driver.paint().cell(0, 0).base).toBe('selection');
    driver.focused = false;
    expect(driver.paint().cell(0, 0).base).toBe('selection-unfocused');
  });

  it('are chosen by a click; links are activated by it, others by a double click', async () => {
    const { driver, text } = await markdownOf(conversation, { height: 20 });
    const activated: MarkdownStop[] = [];
    text.onDidActivate((stop) => activated.push(stop));
    driver.click('app.py:3', 2);
    expect(activated).toEqual([{ section: 'a', kind: 'link', link: 'app.py:3' }]);
    driver.click('x = 1');
    expect(text.selected.get()).toEqual(code);
    driver.click('how?');
    expect(text.selected.get()).toEqual({ section: 'q', kind: 'section' });
    expect(activated).toHaveLength(1);
    const { x, y } = driver.paint().find('x = 1');
    driver.pointer('double', x, y);
    expect(activated).toEqual([activated[0], code]);
    expect(driver.pointer('down', 0, 19)).toBe(false);
  });

  it('grow with their text and go with it', async () => {
    const { driver, text, say } = await markdownOf([{ id: 'a', text: '```py\nx = 1' }], { height: 20 });
    const told: (MarkdownStop | undefined)[] = [];
    driver.press('left');
    text.selected.onDidChange((stop) => told.push(stop));
    await say([{ id: 'a', text: '```py\nx = 1\ny = 2' }]);
    await say([{ id: 'a', text: '```py\nx = 1\ny = 2', footer: ['done'] }]);
    await say([{ id: 'b', text: 'other' }]);
    expect(told).toEqual([{ section: 'a', kind: 'code', language: 'py', text: 'x = 1\ny = 2' }, undefined]);
  });
});

describe('finding', () => {
  it('marks all places, also where lines are broken, and goes from one to the next', async () => {
    const { driver, text, settled } = await markdownOf(`One two\n\n${paragraphs(20)}\n\n- so ONE\n  two and one\ntwo`, {
      height: 6,
      width: 30,
    });
    driver.press('home');
    text.find('one  two');
    await settled();
    expect(text.found.get()).toEqual({ at: 1, count: 3 });
    expect(driver.paint().cell(0, 0).look).toBe('cursor');
    text.findNext(1);
    expect(text.found.get()).toEqual({ at: 2, count: 3 });
    const canvas = driver.paint();
    const { x, y } = canvas.find('ONE');
    expect([canvas.cell(x, y).look, canvas.cell(2, y + 1).look, canvas.cell(10, y + 1).look]).toEqual([
      ...['cursor', 'cursor', 'match'],
    ]);
    text.findNext(1);
    text.findNext(1);
    expect(text.found.get()?.at).toBe(1);
    text.findNext(-1);
    expect(text.found.get()?.at).toBe(3);
    text.find(undefined);
    expect(text.found.get()).toBeUndefined();
    expect(driver.paint().cell(2, y + 1).look).toBe('default');
  });

  it('begins at what is in view, and says when there is nothing', async () => {
    const { driver, text, shown, settled } = await markdownOf(paragraphs(40), { height: 5 });
    text.find('p3');
    await settled();
    expect(text.found.get()).toEqual({ at: 9, count: 11 });
    expect(shown()).toContain('p37');
    expect(text.following.get()).toBe(false);
    driver.press('end');
    text.find('p1');
    await settled();
    expect(text.found.get()).toEqual({ at: 1, count: 11 });
    text.find('nowhere');
    await settled();
    expect(text.found.get()).toEqual({ at: 0, count: 0 });
    text.findNext(1);
    expect(text.found.get()).toEqual({ at: 0, count: 0 });
  });

  it('counts what comes while it is on, and stays where it is', async () => {
    const { text, say } = await markdownOf('a word\n\nb\n\nc', { height: 5 });
    text.find('WORD');
    await say('a word\n\nb\n\nc\n\na word');
    expect(text.found.get()).toEqual({ at: 1, count: 2 });
  });

  it('takes signs as they are', async () => {
    const { text, settled } = await markdownOf('a.b [x] (y) `$1`', { height: 5 });
    for (const words of ['a.b', '[x]', '(y)', '$1', 'İ']) {
      text.find(words);
      await settled();
      expect(text.found.get()?.count).toBe(words === 'İ' ? 0 : 1);
    }
  });
});

it('lays nothing out again when sections with the same content are set', async () => {
  const { text, driver, settled } = await markdownOf(conversation, { height: 20 });
  await settled();
  driver.press('left');
  let changes = 0;
  text.selected.onDidChange(() => changes++);
  const before = driver.paint().rows();
  text.setSections(structuredClone(conversation));
  expect(driver.paint().rows()).toEqual(before);
  expect(changes).toBe(0);
});

it('leaves nothing behind when it is disposed of', async () => {
  const { widget, text, host, driver } = await markdownOf(paragraphs(500));
  host.tick = 10;
  text.setSections([{ id: 'a', text: paragraphs(900) }]);
  driver.paint();
  widget.dispose?.();
  const { frames } = host;
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  expect(host.frames).toBe(frames);
});
