import type { Clock, Processes } from 'devmgr/plugin-api';

/** What a Python says of itself. */
export interface InterpreterFacts {
  /** `sys.executable` */
  readonly path: string;
  readonly version: string;
  /** It is that of a virtual environment. */
  readonly isVirtual: boolean;
  /** `undefined`: cannot be imported. */
  readonly uvicorn: string | undefined;
  readonly fastapi: string | undefined;
}

const TIMEOUT_MS = 20_000;

// Imports uvicorn for real: an installation that is there but broken is of no use. Python 3.8 and newer.
const SCRIPT = `
import json, sys, platform
from importlib import metadata
def version(name):
    try:
        return metadata.version(name)
    except Exception:
        return None
try:
    import uvicorn
    found = getattr(uvicorn, "__version__", None) or "unknown"
except Exception:
    found = None
print(json.dumps({"path": sys.executable, "version": platform.python_version(), "isVirtual": sys.prefix != sys.base_prefix,
    "uvicorn": found, "fastapi": version("fastapi")}))
`;

/** Runs a Python once and asks. `undefined` when it cannot be run or says nothing within twenty seconds. */
export async function probeInterpreter(
  command: string,
  cwd: string,
  { processes, clock }: { readonly processes: Processes; readonly clock: Clock },
): Promise<InterpreterFacts | undefined> {
  const child = processes.spawn({ title: `ask ${command}`, command, args: ['-c', SCRIPT], cwd, keepLines: 50 });
  const timer = clock.setTimeout(() => void child.stop(), TIMEOUT_MS);
  const exit = await child.exit;
  void timer.dispose();
  if (exit.kind !== 'exited' || exit.code !== 0) return undefined;
  const { firstLine, endLine } = child.output;
  const answers = child.output.lines(firstLine, endLine - firstLine).filter(({ stream }) => stream === 'stdout');
  return readFacts(answers.at(-1)?.text ?? '');
}

function readFacts(line: string): InterpreterFacts | undefined {
  try {
    const { path, version, isVirtual, uvicorn, fastapi } = JSON.parse(line) as Record<string, unknown>;
    if (typeof path !== 'string' || typeof version !== 'string') return undefined;
    return { path, version, isVirtual: isVirtual === true, uvicorn: text(uvicorn), fastapi: text(fastapi) };
  } catch {
    return undefined;
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
