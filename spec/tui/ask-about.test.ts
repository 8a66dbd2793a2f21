import { it } from 'vitest';
import { openDevmgr } from '../support/open-devmgr.js';
import { sampleProject } from '../support/sample-project.js';

it('a failed test and an entry of the log become questions of the chat, though its tab was never shown', async () => {
  const project = sampleProject();
  const { app, close } = openDevmgr(project.path, { cols: 120, rows: 40 });
  try {
    await app.waitFor('app.main:app');
    app.key('F2');
    await app.waitFor(/Tests \d+ /);
    app.key('r');
    await app.waitFor('Some tests did not pass.', 60_000);
    await app.waitFor('assert response.status_code == 422');
    app.key('a');
    await app.waitFor('Why does this test fail, and how is it fixed?');
    await app.waitFor(/─ Message .* · \+ \S+ failed · /);
    app.key('F5');
    await app.waitFor(/INFO +tests/);
    app.key('a');
    await app.waitFor('What does this mean?');
    await app.waitFor('2 attachments');
  } finally {
    await close();
    project.remove();
  }
});
