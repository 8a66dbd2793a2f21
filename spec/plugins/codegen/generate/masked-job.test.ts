import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../../../core/log/redact.js';
import { maskedJob } from '../../../../plugins/codegen/generate/masked-job.js';

const secret = 'canaryPwInCode1';

function masked(before: string, report = '') {
  const redactor = createRedactor({});
  const target = { path: 'app/a.py', language: 'python', before };
  const repair = { files: [], report };
  const job = { target, prompt: 'mend it', model: undefined, repair };
  const gathered = { job, target, context: { items: [], notes: [] }, isSecret: () => false };
  const masking = { redact: redactor.redact, learn: redactor.addValue };
  return { job: maskedJob(gathered, masking), redactor };
}

describe('what is sent of a job', () => {
  it('holds no secret that stands in the file with its name and in the report without', () => {
    const { job } = masked(`password = "${secret}"\nlogin(password)\n`, `E  ValueError: bad login with ${secret}\n`);
    expect(job.target.before).toBe('password = "***"\nlogin(password)\n');
    expect(job.repair?.report).toBe('E  ValueError: bad login with ***\n');
    expect(job.isMasked).toBe(true);
  });

  it('has such a secret masked everywhere from then on', () => {
    expect(masked(`api_key: '${secret}'\n`).redactor.redact(`printed ${secret}`)).toBe('printed ***');
  });

  it('learns nothing that is no literal', () => {
    const { redactor } = masked('PASSWORD=orders2_secret\n');
    expect(redactor.redact('orders2_secret()')).toBe('orders2_secret()');
  });
});
