import { expect, it } from 'vitest';
import { sampling } from '../../../../../../../plugins/system/providers/local/runtime/host/sampling.js';

const makersChoice = { do_sample: true, temperature: 0.7, top_p: 0.8 };

it('is greedy unless somebody says otherwise', () => {
  expect(sampling({}, null)).toEqual({ do_sample: false });
  expect(sampling({}, { do_sample: false, top_p: 0.8 })).toEqual({ do_sample: false });
  expect(sampling({ temperature: 0 }, makersChoice)).toEqual({ do_sample: false });
});

it('takes what is asked for, and the rest as the makers of the model have it', () => {
  const withNucleus = { do_sample: true, logits_processor: [expect.any(Function)] };
  expect(sampling({}, makersChoice)).toEqual(withNucleus);
  expect(sampling({ temperature: 0.3 }, makersChoice)).toEqual({ ...withNucleus, temperature: 0.3 });
  expect(sampling({ temperature: 0.3 }, null)).toEqual({ do_sample: true, temperature: 0.3 });
  expect(sampling({ topP: 0.5 }, null)).toEqual(withNucleus);
  expect(sampling({ topP: 1 }, makersChoice)).toEqual({ do_sample: true });
});
