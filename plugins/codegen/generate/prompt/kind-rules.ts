import { languageOf } from '../language-of.js';

/** What holds for the kind of a file, whatever the project. One sentence each. */
export function kindRules(path: string): readonly string[] {
  return rules.filter(({ fits }) => fits(path)).flatMap(({ says }) => says);
}

interface KindRule {
  readonly fits: (path: string) => boolean;
  readonly says: readonly string[];
}

const isTest = (path: string) => /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
const isLanguage =
  (...languages: readonly string[]) =>
  (path: string) =>
    languages.includes(languageOf(path) ?? '');

const rules: readonly KindRule[] = [
  {
    fits: isLanguage('python'),
    says: [
      'Python: import what you use and nothing else; type hints as the project has them; no code that runs on import beside definitions.',
    ],
  },
  {
    fits: isTest,
    says: [
      'pytest: one behaviour a test, with a name that says it; use the fixtures that are shown instead of making your own; assert exact values; no sleeps, no network; cover the failing cases too.',
      'A test must fail when the code is wrong: assert what the task and the code promise, not what is convenient.',
    ],
  },
  {
    fits: (path) => /(?:^|\/)(?:routers?|routes|endpoints|api)\/(?:.*\/)?[^/]+\.py$/.test(path),
    says: [
      'FastAPI: an APIRouter as the other routers make theirs (prefix, tags, dependencies); request and response models; status codes that fit.',
      'What is refused is raised as the project does it: with its own exceptions where it has such for this, or else HTTPException.',
      'A new router works only when the app includes it: change the file that does that too.',
    ],
  },
  {
    fits: isLanguage('sql'),
    says: [
      'SQL: only tables and columns that are shown, in the dialect of the project; parameters instead of values put into the text; statements end with a semicolon.',
    ],
  },
  {
    fits: isLanguage('yaml'),
    says: [
      'YAML: two blanks of indentation, no tabs; quote what could be read as another type (no, on, 1.10); no secrets, only references to them.',
    ],
  },
  {
    fits: isLanguage('typescript', 'tsx'),
    says: [
      'TypeScript: it must compile in strict mode; no any, no @ts-ignore; import paths in the form that the project uses.',
    ],
  },
  {
    fits: isLanguage('tsx', 'jsx'),
    says: ['React: function components; keys in lists; labels on inputs; no state that can be computed.'],
  },
  {
    fits: isLanguage('markdown'),
    says: [
      'Markdown: commands and names exactly as in the project; code in fences with their language; nothing claimed that is not shown.',
    ],
  },
  {
    fits: isLanguage('dockerfile'),
    says: [
      'Dockerfile: a pinned base image; dependencies copied and installed before the code, so that layers are reused; no secrets in layers; not root at run time; the exec form of CMD.',
    ],
  },
  {
    fits: (path) => /(?:^|\/)pyproject\.toml$/.test(path),
    says: [
      'pyproject.toml: keep every table that is there; the names of PEP 621 under [project]; only versions of packages that surely exist.',
    ],
  },
];
