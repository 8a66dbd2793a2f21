import { widgets } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { findKind } from '../../../core/widgets/kinds.js';

describe('the kinds of widgets', () => {
  it.each(Object.keys(widgets))('has an entry for %s of the plugin API', (kind) => {
    expect(findKind(kind)?.create).toBeTypeOf('function');
  });

  it('knows no others', () => {
    expect(findKind('constructor')).toBeUndefined();
    expect(findKind('')).toBeUndefined();
  });
});
