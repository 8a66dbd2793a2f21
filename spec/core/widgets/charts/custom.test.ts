import type blessed from 'blessed';
import type { CustomHost } from 'devmgr/plugin-api';
import { describe, expect, it } from 'vitest';
import { createCustom } from '../../../../core/widgets/custom/create-custom.js';
import { key } from '../../../support/drive-widget.js';
import { inTerminal } from './in-terminal.js';

describe('a custom widget', () => {
  it('gets blessed, a parent and widgets of blessed-contrib', async () => {
    let contrib: unknown;
    const { app } = await inTerminal((host) =>
      createCustom(
        {
          async create(given) {
            const library = given.blessed as typeof blessed;
            contrib = await given.contrib('donut');
            library.box({
              parent: given.parent as blessed.Widgets.Node,
              top: 1,
              left: 2,
              width: 9,
              height: 1,
              content: 'by hand',
            });
            given.requestFrame();
          },
        },
        host,
      ),
    );
    try {
      await app.waitFor('by hand');
      expect(app.row(3).indexOf('by hand')).toBe(4);
      expect(contrib).toBeTypeOf('function');
    } finally {
      await app.close();
    }
  });

  it('says what went wrong, loads nothing by odd paths, and guards keys', async () => {
    const keys: string[] = [];
    const { app, host, widget } = await inTerminal((one) =>
      createCustom(
        {
          create: (given: CustomHost) => given.contrib('../../../../etc/passwd').then(() => undefined),
          onKey(pressed) {
            keys.push(pressed.name);
            if (pressed.name === 'x') throw new Error('broken');
            return pressed.name === 'up';
          },
        },
        one,
      ),
    );
    try {
      await app.waitFor('✗ blessed-contrib has no widget');
      expect(host.errors[0]).toMatch(/^create: blessed-contrib has no widget/);
      expect(['up', 'down', 'x'].map((name) => widget.onKey?.(key(name)))).toEqual([true, false, false]);
      expect(keys).toEqual(['up', 'down', 'x']);
    } finally {
      await app.close();
    }
  });

  it('releases what it owns with the host and makes nothing when it is gone before', async () => {
    let made = 0;
    const { app, widget } = await inTerminal((host) => {
      const custom = createCustom({ create: () => void made++ }, host);
      custom.dispose?.();
      return custom;
    });
    try {
      await new Promise((resolve) => setImmediate(resolve));
      expect([made, widget.handle]).toEqual([0, {}]);
    } finally {
      await app.close();
    }
  });
});
