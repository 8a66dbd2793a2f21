import type { LocalDtype } from '../providers/local/models/pulled-model.js';

/** `q4`, or of models in several parts each kind once: `fp16+q4`. */
export function dtypeText(dtype: LocalDtype): string {
  return typeof dtype === 'string' ? dtype : [...new Set(Object.values(dtype))].join('+');
}
