/** One of the models of a route. */
export interface RouteMember {
  /** `provider/model`, `provider` for its default model, or another route or alias. */
  readonly model: string;
  /** Of the requests, relative to the other members; only where the route is `weighted`. Default 1. */
  readonly weight: number;
  /** Milliseconds until the first token, then between two pieces; default: those of the settings of providers. */
  readonly firstTokenTimeoutMs: number | undefined;
  readonly idleTimeoutMs: number | undefined;
}

/** `[tool.devmgr.gateway.routes.NAME]`. */
export interface GatewayRoute {
  readonly name: string;
  readonly members: readonly RouteMember[];
  /** `ordered`: the first that can; `weighted`: by chance, the others stand in. */
  readonly order: 'ordered' | 'weighted';
  /** A member that failed is left alone for so long, in milliseconds; `undefined`: 30 s, then twice as long each time. */
  readonly cooldownMs: number | undefined;
  /** Requests for one call at most, the first included. */
  readonly maxTries: number;
  /** Calls at the same time at most; those beyond are answered with 429. `undefined`: no limit. */
  readonly maxConcurrent: number | undefined;
}

/** `[tool.devmgr.gateway]`, checked. Times in milliseconds, sizes in bytes. */
export interface GatewaySettings {
  readonly port: number;
  readonly routes: ReadonlyMap<string, GatewayRoute>;
  /** Another name for a model: `fast = "openai/gpt-6-luna"`. */
  readonly aliases: ReadonlyMap<string, string>;
  /** `off`: nothing is recorded; `calls`: without prompts and answers. */
  readonly record: 'off' | 'calls' | 'texts';
  /** Calls that are kept. */
  readonly keepCalls: number;
  readonly maxBodyBytes: number;
  readonly maxFileBytes: number;
  /** Requests a minute of all clients together; 0: no limit. */
  readonly requestsPerMinute: number;
  /** Calls to providers at the same time; those beyond are answered with 503. */
  readonly maxConcurrent: number;
  /** What is wrong in the settings, for people: it is left out, the rest stands. */
  readonly problems: readonly string[];
}
