import { describe, expect, it } from 'vitest';
import { chunkHtml } from '../../../../../../plugins/chat/index/chunk/html/chunk-html.js';
import { expectPartition } from '../expect-partition.js';
import { outlineOf } from '../outline-of.js';

const outline = (text: string) => {
  const chunks = chunkHtml(text);
  expectPartition(text, chunks);
  return outlineOf(chunks);
};
const rows = (count: number) => '  <p>text of a row that goes on for a while</p>\n'.repeat(count);

describe('chunkHtml', () => {
  it('divides where blocks begin and calls them by id, heading or template block', () => {
    const text = `<!doctype html>
<h2>Orders of <b>today</b></h2>
${rows(30)}<section class="a" id="basket">
${rows(30)}</section>
{% block content %}
${rows(30)}{% endblock %}
<nav>
${rows(30)}</nav>
`;
    const symbols = chunkHtml(text).map((chunk) => chunk.symbol);
    expect(symbols).toEqual(['Orders of today', 'basket', 'content', undefined]);
    expect(outline(text).map((line) => line.split(' ')[1])).toEqual(['section', 'section', 'section', 'window']);
  });

  it('keeps a short file in one piece', () => {
    expect(outline('<p>\n<h1>A</h1>\n<h2 id=b>B</h2>\n')).toEqual(['1-3 section A']);
  });

  it('finds no blocks in scripts, styles and comments', () => {
    const fake = '<section id="no">\n'.repeat(30);
    const text = `<template>\n${rows(30)}</template>\n<script>\n${fake}</script>\n<!--\n${fake}-->\n<style>\n${fake}</style>\n`;
    expect(chunkHtml(text).filter((chunk) => chunk.symbol !== undefined)).toEqual([]);
    expectPartition(text, chunkHtml(text));
  });
});
