import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { CliInvocation } from 'devmgr/plugin-api';
import { createRedactor } from '../../../../../core/log/redact.js';
import { gatewayReporter } from '../../../../../plugins/system/cli/gateway/gateway-reporter.js';
import { readGatewaySettings } from '../../../../../plugins/system/gateway/settings/read-gateway-settings.js';
import { aiStage } from '../../providers/support/ai-stage.js';

it.each(['/tmp/gw/home2/gateway-token', '/home/x/.devmgr-b1946ac92492d2347c6235b4/gateway-token'])(
  'says where the token is: %s is no secret',
  async (tokenPath) => {
    const stage = aiStage();
    const { context } = stage.test;
    let said = '';
    const out = new Writable({ write: (text, _encoding, done) => void ((said += String(text)), done()) });
    const invocation = { json: false, stdout: out, stderr: out } as unknown as CliInvocation;
    const { redact } = createRedactor({});
    const report = gatewayReporter(invocation, { ...context, text: { ...context.text, redact } });
    const settings = readGatewaySettings([], { root: '/p', env: {} });
    report.started({ url: 'http://127.0.0.1:4664', host: undefined, tokenPath, settings });
    expect(said).toContain(`Its token is in ${tokenPath}\n`);
    await stage.dispose();
  },
);
