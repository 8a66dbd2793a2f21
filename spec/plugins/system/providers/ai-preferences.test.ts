import { describe, expect, it } from 'vitest';
import { AiPreferences } from '../../../../plugins/system/providers/ai-preferences.js';

const read = (value: unknown) => {
  const state = { get: () => value, set: () => Promise.resolve() };
  return new AiPreferences(state).choices.get();
};

describe('what a state file says of the choices of the person', () => {
  it('is taken', () => {
    const choices = { selection: 'openai/gpt-x', models: { corp: 'm' } };
    expect(read(choices)).toEqual(choices);
    expect(read({ selection: 'x'.repeat(500) }).selection).toHaveLength(500);
  });

  it.each([
    [undefined],
    [1],
    [[]],
    [{ selection: 1, models: 1 }],
    [{ selection: {}, models: null }],
    [{ selection: ' ', models: [] }],
    [{ selection: 'x'.repeat(501), models: { corp: 'm'.repeat(501) } }],
    [{ models: { corp: 1 } }],
  ])('is as if it were not there when it can be no name: %#', (value) =>
    expect(read(value)).toEqual({ selection: undefined, models: {} }),
  );
});
