import type { Clock, Processes } from 'devmgr/plugin-api';

/** What an interpreter can do for us. */
export interface Interpreter {
  /** As it is started: a path, or a word to be looked up in PATH. */
  readonly python: string;
  /** Of Python, and of pytest when it is there. */
  readonly version: string;
  readonly pytest: string | undefined;
  readonly hasXdist: boolean;
  /** pytest-cov. */
  readonly hasCoverage: boolean;
  /** What the project declares or imports and what is not there. */
  readonly missing: readonly string[];
}

const probeMs = 10_000;

/** What a project needs: names of distributions, and of modules. */
export interface ProjectNeeds {
  readonly distributions: readonly string[];
  readonly modules: readonly string[];
}

/** Asks without importing pytest, which takes a second. The arguments: distributions, `--`, modules. */
const question = `
import importlib.metadata as m, importlib.util as u, json, platform, sys
def version(name):
    try: return m.version(name)
    except m.PackageNotFoundError: return None
def there(name):
    try: return name in sys.modules or u.find_spec(name) is not None
    except ImportError: return False
    except Exception: return True
split = sys.argv.index("--")
missing = [n for n in sys.argv[1:split] if version(n) is None]
missing += [n for n in sys.argv[split + 1:] if n not in missing and not there(n)]
found = u.find_spec("pytest") is not None
print(json.dumps({"version": platform.python_version(), "pytest": (version("pytest") or "?") if found else None,
  "xdist": u.find_spec("xdist") is not None, "cov": u.find_spec("pytest_cov") is not None, "missing": missing}))
`;

/** `undefined` when it cannot be started, is too old or does not answer in ten seconds. */
export async function probeInterpreter(
  { processes, clock }: { readonly processes: Processes; readonly clock: Clock },
  python: string,
  { distributions, modules }: ProjectNeeds,
  cwd: string,
): Promise<Interpreter | undefined> {
  const probe = processes.spawn({
    title: `look at ${python}`,
    command: python,
    args: ['-c', question, ...distributions, '--', ...modules],
    cwd,
  });
  const timer = clock.setTimeout(() => void probe.stop(), probeMs);
  const exit = await probe.exit;
  await timer.dispose();
  if (exit.kind !== 'exited' || exit.code !== 0) return undefined;
  const lines = probe.output.lines(probe.output.firstLine, probe.output.endLine);
  const answer = lines.findLast((line) => line.stream === 'stdout');
  return answer && readAnswer(python, answer.text);
}

function readAnswer(python: string, text: string): Interpreter | undefined {
  try {
    const answer = JSON.parse(text) as Record<string, unknown>;
    const { version, pytest, xdist, cov, missing } = answer;
    if (typeof version !== 'string' || !Array.isArray(missing)) return undefined;
    return {
      python,
      version,
      pytest: typeof pytest === 'string' ? pytest : undefined,
      hasXdist: xdist === true,
      hasCoverage: cov === true,
      missing: missing.filter((name) => typeof name === 'string'),
    };
  } catch {
    return undefined;
  }
}
