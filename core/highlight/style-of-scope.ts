import type { TextStyle } from 'devmgr/plugin-api';

/**
 * Scopes of highlight.js and how they look. What is not here looks like the text around it: `function` and `class` hold a
 * whole head, of which only the `title` is a name. `default` is for what stands in a string and is none: `${…}`.
 *
 * Source: https://highlightjs.readthedocs.io/en/latest/css-classes-reference.html
 */
const styles: Readonly<Record<string, TextStyle>> = {
  keyword: 'keyword',
  literal: 'keyword',
  'selector-tag': 'keyword',
  'selector-pseudo': 'keyword',
  bullet: 'keyword',
  string: 'string',
  regexp: 'string',
  symbol: 'string',
  char: 'string',
  code: 'string',
  number: 'number',
  comment: 'comment',
  quote: 'comment',
  title: 'name',
  built_in: 'name',
  attr: 'name',
  attribute: 'name',
  name: 'name',
  meta: 'name',
  'selector-id': 'name',
  'selector-class': 'name',
  'template-tag': 'name',
  'title.class': 'type',
  type: 'type',
  tag: 'default',
  subst: 'default',
  section: 'heading',
  emphasis: 'emphasis',
  strong: 'strong',
  link: 'link',
  addition: 'added',
  deletion: 'removed',
};

/** The look of a scope such as `title.class.inherited`, by its longest known beginning; `undefined`: no look of its own. */
export function styleOfScope(scope: string): TextStyle | undefined {
  for (let name = scope; name; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const style = styles[name];
    if (style) return style;
  }
  return undefined;
}
