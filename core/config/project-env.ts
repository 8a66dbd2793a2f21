import { join } from 'node:path';
import { Store, type ListenerErrorSink, type ReadonlyStore } from 'devmgr/plugin-api';
import { readDotenv } from './read-dotenv.js';

type Variables = Readonly<Record<string, string>>;

export interface ProjectEnvOptions {
  /** The project's root folder. */
  readonly root: string;
  /** Gets the variables of each reading before anybody else, to keep their secrets out of log and output. */
  learn(variables: Variables): void;
  /** Why the file cannot be read; once for each reason. */
  warn(message: string): void;
  readonly report: ListenerErrorSink;
}

/** The project's `.env` as data: it changes no environment, neither devmgr's own nor that of a child. */
export class ProjectEnv {
  readonly file: string;
  readonly #options: ProjectEnvOptions;
  readonly #values: Store<Variables>;
  #readings = 0;
  #problem: string | undefined;

  constructor(options: ProjectEnvOptions) {
    this.file = join(options.root, '.env');
    this.#options = options;
    this.#values = new Store<Variables>({}, options.report);
  }

  /** Empty before the first reading, and as long as the file is missing or cannot be read. */
  get values(): ReadonlyStore<Variables> {
    return this.#values;
  }

  /** Reads the file again. Never rejects; of readings that overlap the last one counts. */
  async refresh(): Promise<void> {
    const reading = (this.#readings += 1);
    const { variables, problem } = await readDotenv(this.file).then(
      (found) => ({ variables: found, problem: undefined }),
      (error: unknown) => ({ variables: {}, problem: error instanceof Error ? error.message : String(error) }),
    );
    if (reading !== this.#readings) return;
    if (problem !== undefined && problem !== this.#problem) {
      this.#options.warn(`The project's .env is not used: ${problem}`);
    }
    this.#problem = problem;
    this.#options.learn(variables);
    if (JSON.stringify(variables) !== JSON.stringify(this.#values.get())) this.#values.set(variables);
  }
}
