import { posix } from 'node:path';
import { isDockerfile } from '../../generate/is-dockerfile.js';

/** What files of one kind are written by. */
export interface Kind {
  readonly fits: (path: string) => boolean;
  /** In the order of their worth: which files, why, and how many at most. */
  readonly wants: readonly Wanted[];
}

export interface Wanted {
  readonly files: (path: string) => boolean;
  readonly reason: string;
  readonly value: number;
  readonly most: number;
  /** Default: those near the target. Migrations are applied in the order of their names: the last ones say most. */
  readonly order?: 'last';
  readonly mostChars?: number;
}

const named = (expression: RegExp) => (path: string) => expression.test(posix.basename(path));
const ending = (expression: RegExp) => (path: string) => expression.test(path);
const isMigration = ending(/(?:^|\/)(?:migrations?|alembic\/versions|versions)\//);
const isSql = ending(/\.(?:sql|psql|ddl)$/);
const isModels = ending(
  /(?:^|\/)(?:models?|tables?|entities)(?:\/[^/]+)?\.(?:py|ts)$|(?:^|\/)models\/[^/]+\.py$|\.prisma$/,
);
const isWorkflow = ending(/^\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.yml$/);
const isCompose = named(/^(?:docker-)?compose[^/]*\.ya?ml$/);
const isManifest = named(/^(?:pyproject\.toml|requirements[^/]*\.txt|package\.json|go\.mod|Cargo\.toml)$/);
const isTaskFile = named(/^(?:Makefile|justfile|Taskfile\.ya?ml|tox\.ini|noxfile\.py)$/);
const isStart = ending(/(?:^|\/)(?:main|app|asgi|wsgi|server|index)\.(?:py|ts|js)$/);

/** The first that fits counts. */
export const kinds: readonly Kind[] = [
  {
    fits: isSql,
    wants: [
      {
        files: (path) => isSql(path) && named(/schema|init|structure|ddl/i)(path),
        reason: 'schema',
        value: 0.85,
        most: 2,
        mostChars: 10_000,
      },
      { files: (path) => isSql(path) && isMigration(path), reason: 'migration', value: 0.7, most: 3, order: 'last' },
      { files: isModels, reason: 'models', value: 0.7, most: 2 },
      {
        files: named(/^(?:database|db|engine|session)\.(?:py|ts)$/),
        reason: 'says which database',
        value: 0.6,
        most: 1,
      },
      { files: isSql, reason: 'sibling', value: 0.5, most: 2 },
    ],
  },
  {
    fits: isWorkflow,
    wants: [
      { files: isWorkflow, reason: 'sibling workflow', value: 0.85, most: 2 },
      { files: isManifest, reason: 'what the project is built from', value: 0.75, most: 2 },
      { files: isTaskFile, reason: 'tasks of the project', value: 0.6, most: 2 },
    ],
  },
  {
    fits: isCompose,
    wants: [
      { files: isCompose, reason: 'sibling compose file', value: 0.85, most: 2 },
      { files: isDockerfile, reason: 'image', value: 0.8, most: 2 },
      { files: named(/^(?:settings|config|database)\.(?:py|ts)$/), reason: 'settings', value: 0.65, most: 2 },
      { files: named(/^\.env\.(?:example|sample|template)$/), reason: 'variables', value: 0.65, most: 1 },
    ],
  },
  { fits: ending(/\.ya?ml$/), wants: [{ files: ending(/\.ya?ml$/), reason: 'sibling', value: 0.6, most: 3 }] },
  {
    fits: isDockerfile,
    wants: [
      { files: isManifest, reason: 'what the project is built from', value: 0.85, most: 3 },
      { files: isDockerfile, reason: 'sibling image', value: 0.8, most: 1 },
      { files: isCompose, reason: 'runs the image', value: 0.65, most: 1 },
      { files: isStart, reason: 'what is started', value: 0.6, most: 1, mostChars: 4_000 },
      { files: named(/^\.dockerignore$/), reason: 'what the build sees', value: 0.5, most: 1 },
    ],
  },
  {
    fits: named(/^pyproject\.toml$/),
    wants: [
      {
        files: named(/^(?:requirements[^/]*\.txt|setup\.(?:py|cfg)|Pipfile)$/),
        reason: 'dependencies',
        value: 0.85,
        most: 4,
      },
      {
        files: named(/^(?:ruff\.toml|\.ruff\.toml|mypy\.ini|pytest\.ini|tox\.ini|\.flake8)$/),
        reason: 'settings of tools',
        value: 0.7,
        most: 4,
      },
      { files: isWorkflow, reason: 'runs the checks', value: 0.5, most: 1 },
    ],
  },
  {
    fits: ending(/\.tsx$/),
    wants: [
      { files: ending(/\.tsx$/), reason: 'sibling component', value: 0.6, most: 2 },
      { files: ending(/(?:^|\/)(?:types|api|client)(?:\/index)?\.tsx?$/), reason: 'types', value: 0.55, most: 2 },
    ],
  },
  {
    fits: ending(/\.[cm]?ts$/),
    wants: [{ files: ending(/(?:^|\/)types(?:\/index)?\.ts$/), reason: 'types', value: 0.5, most: 2 }],
  },
  {
    fits: ending(/\.mdx?$/),
    wants: [
      { files: named(/^readme\.mdx?$/i), reason: 'readme', value: 0.65, most: 1 },
      { files: isManifest, reason: 'what the project is called and made of', value: 0.6, most: 1, mostChars: 4_000 },
      { files: isTaskFile, reason: 'tasks of the project', value: 0.5, most: 1 },
      { files: isStart, reason: 'where it starts', value: 0.5, most: 1, mostChars: 4_000 },
      { files: ending(/(?:^|\/)docs?\/.*\.mdx?$/), reason: 'sibling document', value: 0.4, most: 2, mostChars: 3_000 },
    ],
  },
];
