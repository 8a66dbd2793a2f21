import type { SettingSource } from 'devmgr/plugin-api';
import type { HealthSpec } from '../health/health-spec.js';

/** An ASGI application that uvicorn serves. */
export interface AppTarget {
  /** `app.main:app` */
  readonly target: string;
  /** Goes on `sys.path`; absolute. */
  readonly searchPath: string;
  /** The attribute makes the application when called. */
  readonly factory: boolean;
  /** A Python; `undefined`: the setting, or found. */
  readonly python: string | undefined;
  /** Passed on to uvicorn as they are, after those of the settings. */
  readonly uvicornArgs: readonly string[];
}

/** `started`: its process runs; `healthy`: it is well; `completed`: it ended by itself with code 0. */
export type DependencyCondition = 'started' | 'healthy' | 'completed';

export interface ServerDependency {
  readonly name: string;
  readonly condition: DependencyCondition;
}

/** What is done when a server ends by itself. */
export interface RestartPolicy {
  readonly when: 'no' | 'on-failure' | 'always';
  /** Before the first try; doubled with each up to `maxDelayMs`. */
  readonly delayMs: number;
  readonly maxDelayMs: number;
  /** That many ends within `windowMs` are a crash loop: it is left alone. */
  readonly maxRestarts: number;
  readonly windowMs: number;
}

/**
 * `handover`: the new code is started beside the old one, which goes when the new one listens; what is broken never serves. `restart`: the old
 * one goes first.
 */
export type ReloadMode = 'off' | 'handover' | 'restart';

/** Which files a reload looks at. Patterns as in `.gitignore`, from the first of `folders`. */
export interface WatchSpec {
  /** Absolute. */
  readonly folders: readonly string[];
  /** Of an application: files that count beside the Python files that it has imported. Of a command: those that count; empty: Python files, templates, settings. */
  readonly include: readonly string[];
  /** Beside what git ignores. */
  readonly exclude: readonly string[];
  /** Changes that follow each other this closely are one. */
  readonly debounceMs: number;
}

/** A machine on which a server runs through the person's ssh. */
export interface SshTarget {
  /** As `ssh` takes it: an alias, `user@host`. Never begins with a dash. */
  readonly host: string;
  /** The folder there; `undefined`: where ssh begins. */
  readonly folder: string | undefined;
}

/** A server that devmgr can run or watch. What is `undefined` follows the settings of the system plugin. */
export interface ServerDefinition {
  /** Unique in the project; also the source of its log lines. */
  readonly name: string;
  /** For people: the application, the command line, the URL. */
  readonly target: string;
  /** Where it was found, for people: `app/main.py`, `pyproject.toml`. */
  readonly source: string;
  readonly runs:
    | ({ readonly kind: 'app' } & AppTarget)
    /** An executable and its arguments; never a shell line. */
    | { readonly kind: 'command'; readonly command: readonly string[] }
    | { readonly kind: 'url' };
  /** Where it is reached; `undefined`: from host and port. Without a trailing slash. */
  readonly url: string | undefined;
  readonly host: string | undefined;
  /** An app always has one; a command only when it is named here. */
  readonly port: number | undefined;
  readonly ssh: SshTarget | undefined;
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** Absolute; later ones win, `env` wins over all. One that ends with `?` need not be there. */
  readonly envFiles: readonly string[];
  readonly dependsOn: readonly ServerDependency[];
  readonly health: HealthSpec;
  readonly reload: ReloadMode | undefined;
  readonly watch: WatchSpec;
  readonly restart: RestartPolicy;
  readonly stop: {
    readonly signal: 'SIGTERM' | 'SIGINT' | 'SIGQUIT' | 'SIGHUP';
    readonly timeoutMs: number | undefined;
  };
  /** A command whose application has our middleware: its lines belong to the tests that cause them. */
  readonly traceTests?: true | undefined;
  /** It is devmgr's own gateway. */
  readonly isGateway?: true | undefined;
  readonly autostart: boolean | undefined;
  /** Whose word `autostart` is. Absent: nobody's. */
  readonly autostartSource?: SettingSource | undefined;
  /** A file of the project says something of it, which may be somebody else's word. */
  readonly ofProject?: boolean | undefined;
}
