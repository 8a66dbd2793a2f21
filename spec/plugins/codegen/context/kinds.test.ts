import { describe, expect, it } from 'vitest';
import { contextStage, summary } from './context-stage.js';

const files = Object.fromEntries(
  [
    'db/schema.sql',
    'db/migrations/001_orders.sql',
    'db/migrations/002_refunds.sql',
    'db/migrations/003_customers.sql',
    'db/migrations/004_prices.sql',
    'app/models.py',
    'app/database.py',
    'app/main.py',
    'app/settings.py',
    'compose.yaml',
    'compose.test.yaml',
    'Dockerfile',
    '.dockerignore',
    '.env.example',
    '.github/workflows/tests.yml',
    'k8s/api.yaml',
    'k8s/worker.yaml',
    'pyproject.toml',
    'requirements.txt',
    'Makefile',
    'README.md',
    'docs/intro.md',
    'AGENTS.md',
    'web/package.json',
    'web/src/types.ts',
    'web/src/Cart.tsx',
  ].map((path) => [path, `content = "${path}"\n`]),
);

describe('what files of one kind are written by', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      'db/migrations/005_more.sql',
      [
        'schema: db/schema.sql',
        'migration: db/migrations/004_prices.sql',
        'migration: db/migrations/003_customers.sql',
        'migration: db/migrations/002_refunds.sql',
        'models: app/models.py',
        'says which database: app/database.py',
      ],
    ],
    [
      '.github/workflows/release.yml',
      [
        'sibling workflow: .github/workflows/tests.yml',
        'what the project is built from: pyproject.toml',
        'tasks of the project: Makefile',
      ],
    ],
    ['compose.prod.yaml', ['sibling compose file: compose.yaml', 'image: Dockerfile', 'variables: .env.example']],
    ['k8s/cron.yaml', ['sibling: k8s/api.yaml', 'sibling: k8s/worker.yaml']],
    [
      'Dockerfile.worker',
      [
        'what the project is built from: pyproject.toml',
        'sibling image: Dockerfile',
        'runs the image: compose.test.yaml',
        'what is started: app/main.py',
        'what the build sees: .dockerignore',
      ],
    ],
    ['tools/pyproject.toml', ['dependencies: requirements.txt', 'runs the checks: .github/workflows/tests.yml']],
    ['web/src/Total.tsx', ['sibling component: web/src/Cart.tsx', 'types: web/src/types.ts']],
    ['web/src/total.ts', ['types: web/src/types.ts']],
    [
      'docs/setup.md',
      [
        'readme: README.md',
        'what the project is called and made of: pyproject.toml',
        'beside the target: docs/intro.md',
      ],
    ],
    ['app/new.py', ['instructions of the project: AGENTS.md']],
  ])('%s', async (path, expected) => {
    await using stage = await contextStage(files);
    const { items } = await stage.gather(path);
    expect(summary(items)).toEqual(expect.arrayContaining([...expected]));
    expect(items.map((item) => item.path)).not.toContain(path);
  });

  it('says which paths there are near the target', async () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`far/away/from/here/f${at}.txt`, 'x']));
    await using stage = await contextStage({ ...files, ...many });
    const tree = (await stage.gather('app/new.py')).items.find(({ id }) => id === 'paths:project');
    expect(tree?.title).toBe('80 of 126 paths');
    expect(tree?.text).toContain('app/models.py\n');
    expect(tree?.text).toMatch(/… and 46 others\n$/);
  });
});
