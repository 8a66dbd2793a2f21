import { describe, it } from 'vitest';
import { onSystemStage } from './system-stage.js';

const WIDE = { cols: 120, rows: 40 };

describe('the System tab on a terminal that becomes smaller', () => {
  it('keeps the page in sight that somebody types in, and gives the lists their place back', () =>
    onSystemStage(WIDE, async ({ app }) => {
      await app.waitFor('○ api');
      app.key('4');
      await app.waitFor(/Ctrl-G send +Enter edit/);
      app.key('enter');
      app.type('or');
      await app.waitFor(/Path \[\/?or/);
      app.resize(80, 24);
      await app.waitFor(() => !app.text().includes('[Start s]'));
      app.type('ders');
      await app.waitFor(/Path \[\/?orders/);
      await app.waitFor('Ctrl-G send');
      app.resize(120, 40);
      await app.waitFor('[Start s]');
      app.type('/9');
      await app.waitFor(/Path \[\/?orders\/9/);
      await app.waitFor('Host [127.0.0.1');
    }));

  it('has no keys of a page that is not in sight', () =>
    onSystemStage(WIDE, async ({ app }) => {
      await app.waitFor('○ api');
      app.key('4');
      await app.waitFor(/Ctrl-G send +Enter edit/);
      app.key('escape');
      await app.waitFor(/Ctrl-G send +Ctrl-S/);
      app.resize(80, 24);
      await app.waitFor(() => app.text().includes('s start') && !app.text().includes('Ctrl-G'));
      await app.waitFor(() => !app.text().includes('Client'));
      app.key('enter');
      await app.waitFor('Ctrl-G send');
      app.key('escape');
      await app.waitFor('[Start s]');
      await app.waitFor(() => !app.text().includes('Ctrl-G'));
    }));

  it('keeps the models of a provider in sight that somebody looks through', () =>
    onSystemStage(WIDE, async ({ app }) => {
      await app.waitFor('○ api');
      app.key('v');
      await app.waitFor('R refresh');
      app.key('enter');
      await app.waitFor('/ filter');
      app.resize(80, 24);
      await app.waitFor(() => !app.text().includes('AI providers'));
      await app.waitFor('/ filter');
      await app.waitFor('Models');
    }));
});
