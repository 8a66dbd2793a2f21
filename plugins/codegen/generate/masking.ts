import type { GeneratorParts } from './generator-parts.js';
import type { Masking } from './masked-job.js';

/** The redactor of devmgr, which learns what it did not know by its value. */
export function masking({ context: { text, secrets } }: GeneratorParts): Masking {
  return { redact: (each) => text.redact(each), learn: (secret) => secrets.add(secret) };
}
