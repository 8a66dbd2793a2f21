import { describe, expect, it } from 'vitest';
import type { AiModelInfo } from 'devmgr/plugin-api/contracts/ai';
import { defaultModel } from '../../../../../plugins/system/providers/http-provider/default-model.js';

const model = (id: string, retirement?: AiModelInfo['retirement']): AiModelInfo => ({
  id,
  kind: 'language',
  retirement,
});
const ending = (id: string, date?: string, successor?: string) => model(id, { date, successor });

function standard(models: readonly AiModelInfo[], said: { chosen?: string; configured?: string; own?: string } = {}) {
  const { chosen, configured, own } = said;
  const definition = {
    id: 'acme',
    title: 'Acme',
    kind: 'cloud',
    wireFormat: 'openai-chat',
    defaultModel: own,
  } as const;
  return defaultModel({ chosenModel: chosen, configuredModel: configured, definition }, models);
}

describe('the default model', () => {
  it('is what the person says, also when the provider does not list it', () => {
    expect(standard([model('a')], { chosen: 'x', configured: 'y', own: 'a' })).toBe('x');
    expect(standard([model('a')], { configured: 'y', own: 'a' })).toBe('y');
  });

  it("is devmgr's own proposal where that is listed or nothing is", () => {
    expect(standard([model('a'), model('own')], { own: 'own' })).toBe('own');
    expect(standard([], { own: 'own' })).toBe('own');
    expect(standard([model('a'), model('b')], { own: 'own' })).toBe('a');
    expect(standard([])).toBeUndefined();
  });

  it('is none that is about to end while another one stays', () => {
    expect(standard([ending('old', '2020-01-01'), model('a'), model('b')])).toBe('a');
    expect(standard([ending('old', undefined, 'b'), model('a'), model('b')])).toBe('b');
    expect(standard([ending('old', undefined, 'next'), ending('next'), model('b')])).toBe('b');
  });

  it('is the one that stays longest when all of them end', () => {
    expect(standard([ending('a'), ending('b', '2031-01-01'), ending('c', '2030-01-01')])).toBe('b');
  });

  it('is no embedding model', () => {
    expect(standard([{ id: 'e', kind: 'embedding' }, model('a')])).toBe('a');
    expect(standard([{ id: 'e', kind: 'embedding' }])).toBeUndefined();
  });
});
