import { describe, expect, it } from 'vitest';
import { contextStage } from './context-stage.js';

async function rulesOf(path: string, files: Readonly<Record<string, string>>) {
  await using stage = await contextStage(files);
  const { items } = await stage.gather(path);
  const item = items.find(({ id }) => id === 'rules:project');
  return {
    title: item?.title,
    lines:
      item?.text
        .split('\n')
        .filter(Boolean)
        .map((line) => line.slice(2)) ?? [],
  };
}

describe('rules of a Python project', () => {
  it('say version, formatter, lint rules, types, packages', async () => {
    const { title, lines } = await rulesOf('app/x.py', {
      'pyproject.toml': `
[project]
requires-python = ">=3.9,<4"
dependencies = ["fastapi>=0.100"]
[project.optional-dependencies]
test = ["pytest", "httpx"]
[tool.ruff]
line-length = 100
[tool.ruff.lint]
select = ["E", "I", "ANN", "D", "T20"]
ignore = ["D"]
pydocstyle = { convention = "google" }
[tool.ruff.format]
quote-style = "single"
[tool.mypy]
strict = true
`,
    });
    expect(title).toBe('Python 3.9+, ruff, line length 100, mypy strict');
    expect(lines).toEqual([
      'The code must run with Python 3.9. So without: `X | None` as a type (take Optional), `match`; tomllib, StrEnum, ExceptionGroup, `Self` of typing; `type` statements, type parameters in brackets, quotes of the same kind inside f-strings.',
      'Formatted with ruff: lines of at most 100 characters.',
      'Strings in single quotes.',
      'Imports are sorted: standard library, other packages, the project, with an empty line between.',
      'ruff asks for: annotations on all arguments and results; no print.',
      'Docstrings in the google style.',
      'Types are checked by mypy in strict mode: annotate every argument and result, also in tests where the others do; no implicit Any.',
      "Packages of the project: fastapi>=0.100. For development and tests also: pytest, httpx. Beside the standard library and what the project's code imports, use no others.",
    ]);
  });

  it('are read from setup.cfg, .flake8, mypy.ini, requirements files as well', async () => {
    const { lines } = await rulesOf('app/x.py', {
      '.flake8': '[flake8]\nmax-line-length = 120\n',
      'setup.cfg': '[isort]\nforce_single_line = true\n[metadata]\nname = x\n',
      'mypy.ini': '[mypy]\ndisallow_untyped_defs = True\n',
      'requirements.txt': '# all\nfastapi==0.110  # web\n-r other.txt\nuvicorn[standard]>=0.2 ; python_version > "3"\n',
    });
    expect(lines).toEqual([
      'Lines of at most 120 characters.',
      'Imports are sorted: standard library, other packages, the project, with an empty line between. One name an import.',
      'Types are checked by mypy: annotate every argument and result, also in tests where the others do.',
      "Packages of the project: fastapi==0.110, uvicorn[standard]>=0.2. Beside the standard library and what the project's code imports, use no others.",
    ]);
  });

  it('say extras as what may be missing, without markers, and what a requirements file has beside them as tools', async () => {
    const { lines } = await rulesOf('app/x.py', {
      'pyproject.toml': `
[project]
dependencies = ["certifi", "httpcore==1.*", 'tomli; python_version < "3.11"', "idna @ https://example.org/idna.whl"]
[project.optional-dependencies]
brotli = ["brotli; platform_python_implementation == 'CPython'"]
http2 = ["h2>=3,<5"]
dev = ["nox"]
`,
      'requirements.txt': '-e .[brotli]\nmkdocs==1.6\nmypy==1.1\nhttpcore==1.*\n',
    });
    expect(lines).toEqual([
      "Packages of the project: certifi, httpcore==1.*, tomli, idna. Extras, which are not always installed: brotli, h2>=3,<5. For development and tests also: nox, mkdocs==1.6, mypy==1.1. Beside the standard library and what the project's code imports, use no others.",
    ]);
  });

  it('know tools in a requirements file that stands alone, files for development, groups of Poetry', async () => {
    const plain = await rulesOf('a.py', {
      'requirements.txt': 'flask\npytest==8\n',
      'requirements-dev.txt': 'factory-boy\n',
    });
    expect(plain.lines[0]).toContain(
      'Packages of the project: flask. For development and tests also: pytest==8, factory-boy.',
    );
    const poetry = await rulesOf('a.py', {
      'pyproject.toml':
        '[tool.poetry.dependencies]\nflask = "^3"\nredis = { version = "^5", optional = true }\n[tool.poetry.group.qa.dependencies]\nresponses = "*"\n',
    });
    expect(poetry.lines[0]).toContain(
      'Packages of the project: flask ^3. Extras, which are not always installed: redis. For development and tests also: responses.',
    );
  });

  it('of black without numbers are those of black', async () => {
    const { title } = await rulesOf('x.py', {
      'pyproject.toml': '[tool.black]\n[tool.pyright]\ntypeCheckingMode = "strict"\n',
    });
    expect(title).toBe('black, line length 88, pyright strict');
  });

  it('of Poetry are read, and those of the nearest folder count', async () => {
    const { lines } = await rulesOf('services/api/x.py', {
      'pyproject.toml': '[tool.black]\nline-length = 70\n',
      'services/api/pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.12"\nhttpx = "*"\n',
    });
    expect(lines).toEqual([
      'The code must run with Python 3.12.',
      "Packages of the project: httpx. Beside the standard library and what the project's code imports, use no others.",
    ]);
  });

  it('for tests say how pytest is set up', async () => {
    const pyproject = `[tool.pytest.ini_options]
asyncio_mode = "auto"
addopts = ["--strict-markers"]
filterwarnings = ["error"]
markers = ["slow: takes long"]
`;
    expect((await rulesOf('tests/test_x.py', { 'pyproject.toml': pyproject })).lines).toEqual([
      'Markers of pytest in this project: slow: takes long. Others are refused.',
      'pytest-asyncio is in auto mode: async tests need no marker.',
      'Warnings are errors in tests.',
    ]);
    expect((await rulesOf('x.py', { 'pyproject.toml': pyproject })).lines).toEqual([]);
    const ini = { 'pytest.ini': '[pytest]\nmarkers =\n    slow: takes long\n    unit\n' };
    expect((await rulesOf('tests/test_x.py', ini)).lines).toEqual([
      'Markers of pytest in this project: slow: takes long; unit.',
    ]);
  });

  it('that are broken say nothing', async () => {
    expect((await rulesOf('x.py', { 'pyproject.toml': '[tool.ruff\nline-length = ' })).lines).toEqual([]);
    expect((await rulesOf('x.py', { 'pyproject.toml': 'tool = 1\nproject = []\n' })).lines).toEqual([]);
  });
});

describe('rules of TypeScript and JavaScript', () => {
  it('say how strict, which modules, which packages, which formatter', async () => {
    const { title, lines } = await rulesOf('src/x.tsx', {
      'tsconfig.json': `{
        // how we compile
        "compilerOptions": { "strict": true, "noUncheckedIndexedAccess": true, "module": "NodeNext",
          "paths": { "@/*": ["./src/*"] }, "jsx": "react-jsx", },
      }`,
      'package.json': '{"type": "module", "dependencies": {"react": "^18.2.0"}, "devDependencies": {"vitest": "4"}}',
      '.prettierrc': 'printWidth: 120\nsingleQuote: true\nsemi: false\n',
      'eslint.config.js': 'export default [];\n',
    });
    expect(title).toBe('TypeScript strict, ESM, prettier');
    expect(lines).toEqual([
      'TypeScript in strict mode: no implicit any, null is checked.',
      'The compiler also asks: what is read by an index may be undefined.',
      'Import aliases: @/* is ./src/*.',
      'JSX needs no import of React.',
      'ES modules; relative imports end with .js.',
      'Packages of the project: react ^18.2.0. Use no others.',
      'Formatted with prettier: lines of at most 120 characters, single quotes, no semicolons.',
      'ESLint checks the code.',
    ]);
  });

  it('name the runner of tests, and biome', async () => {
    const { lines } = await rulesOf('src/x.test.js', {
      'package.json': '{"devDependencies": {"jest": "29"}}',
      'biome.json': '{"formatter": {"indentStyle": "space", "lineWidth": 90}}',
    });
    expect(lines).toEqual([
      'Tests are run by jest.',
      'Formatted with biome: lines of at most 90 characters, blanks for indentation.',
    ]);
  });
});

describe('.editorconfig', () => {
  const files = {
    '.editorconfig': `root = true
[*]
indent_style = space
indent_size = 4
[*.{yml,yaml}]
indent_size = 2
[Makefile]
indent_style = tab
[/lib/**.go]
max_line_length = 80
`,
    'lib/.editorconfig': '[*.sql]\nindent_size = 8\n',
  };

  it.each([
    ['a.sql', '4 blanks of indentation'],
    ['x/a.yml', '2 blanks of indentation'],
    ['Makefile', 'tabs for indentation'],
    ['lib/deep/a.go', '4 blanks of indentation, lines of at most 80 characters'],
    ['other/a.go', '4 blanks of indentation'],
    ['lib/a.sql', '8 blanks of indentation'],
  ])('says for %s: %s', async (path, says) => {
    expect((await rulesOf(path, files)).lines).toEqual([`By .editorconfig: ${says}.`]);
  });
});
