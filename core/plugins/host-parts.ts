import type { TextTools } from 'devmgr/plugin-api';
import type { CliRegistry } from '../cli/cli-registry.js';
import type { CommandRegistry } from '../commands/command-registry.js';
import type { Paths } from '../config/paths.js';
import type { ProjectEnv } from '../config/project-env.js';
import type { Settings } from '../config/settings.js';
import type { FactBus } from '../events/fact-bus.js';
import type { LogSink } from '../log/log-sink.js';
import type { ProcessesHost } from '../processes/create-processes.js';
import type { ServiceRegistry } from '../services/service-registry.js';
import type { Presentation } from './presentation.js';

/** What the core lends to plugins, through their contexts. */
export interface HostParts {
  readonly paths: Paths;
  readonly projectName: string;
  readonly env: Readonly<Record<string, string>>;
  readonly projectEnv: ProjectEnv;
  readonly settings: Settings;
  readonly log: LogSink;
  readonly text: TextTools;
  readonly commands: CommandRegistry;
  readonly cli: CliRegistry;
  readonly services: ServiceRegistry;
  readonly facts: FactBus;
  readonly processes: ProcessesHost;
  /** Asked each time: the screen comes after the parts. */
  readonly presentation: () => Presentation;
}
