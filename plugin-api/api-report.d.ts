// The public surface of devmgr/plugin-api, made by bin/dev/api-report.js.

// plugin-api/cli.d.ts
import type { Disposable } from './disposable.js';
import type { Event } from './event.js';
import type { TextStyle } from './text.js';
export interface TextSink {
    write(text: string): void;
    readonly isBroken?: boolean;
    readonly isTTY: boolean;
    readonly columns: number;
    readonly color: boolean;
    readonly paint: (style: TextStyle, text: string) => string;
}
export interface CliFlags {
    boolean(name: string): boolean;
    string(name: string): string | undefined;
    strings(name: string): readonly string[];
    number(name: string): number | undefined;
}
export type CliReply = {
    readonly kind: 'line';
    readonly text: string;
} | {
    readonly kind: 'interrupt';
    readonly typed: boolean;
} | {
    readonly kind: 'end';
};
export interface CliDialogue extends Disposable {
    ask(prompt: string): Promise<CliReply>;
    readonly onDidInterrupt: Event<void>;
}
export interface CliDialogueOptions {
    readonly complete?: (line: string) => readonly string[];
}
export interface CliKeys extends Disposable {
    readonly onDidPress: Event<string>;
}
export interface CliInvocation {
    readonly args: readonly string[];
    readonly rest: readonly string[];
    readonly flags: CliFlags;
    readonly json: boolean;
    readonly stdin: AsyncIterable<string>;
    pipedLines(options?: {
        readonly waits?: boolean;
    }): AsyncIterable<string>;
    readonly openDialogue?: ((options?: CliDialogueOptions) => CliDialogue) | undefined;
    readonly openKeys?: (() => CliKeys) | undefined;
    readonly followSettings?: (() => Promise<Disposable>) | undefined;
    readonly stdout: TextSink;
    readonly stderr: TextSink;
    readonly signal: AbortSignal;
}
export type CliHandler = (invocation: CliInvocation) => Promise<number>;
export interface Cli {
    register(name: string, handler: CliHandler): Disposable;
}

// plugin-api/commands.d.ts
import type { Disposable } from './disposable.js';
import type { ReadonlyStore } from './event.js';
export interface CommandInvocation {
    readonly source: 'key' | 'mouse' | 'palette' | 'api';
    readonly signal: AbortSignal;
    readonly argument?: string | undefined;
}
export interface SlashCommand {
    readonly name: string;
    readonly argument: string | undefined;
    readonly title: string;
    readonly commandId: string;
}
export interface CommandHandler {
    run(invocation: CommandInvocation): void | Promise<void>;
    disabledReason?(): string | undefined;
}
export interface Commands {
    register(id: string, handler: CommandHandler | CommandHandler['run']): Disposable;
    execute(id: string, options?: {
        readonly argument?: string;
    }): Promise<void>;
    slashCommands(): readonly SlashCommand[];
    setContext(key: string, value: string | number | boolean | undefined): void;
    readonly context: ReadonlyStore<Readonly<Record<string, string | number | boolean | undefined>>>;
}

// plugin-api/context.d.ts
import type { Cli } from './cli.js';
import type { Commands } from './commands.js';
import type { Disposable } from './disposable.js';
import type { Event, ReadonlyStore } from './event.js';
import type { PluginManifest } from './manifest.js';
import type { Processes } from './processes.js';
import type { Screen, Tabs } from './screen.js';
import type { Facts, Services } from './services.js';
import type { TextTools } from './text.js';
export interface Logger {
    debug(message: string, details?: object): void;
    info(message: string, details?: object): void;
    warn(message: string, details?: object): void;
    error(message: string, error?: unknown, details?: object): void;
}
export type SettingSource = 'default' | 'user' | 'project' | 'environment';
export interface SettingLayer {
    readonly value: unknown;
    readonly source: SettingSource;
    readonly origin?: string | undefined;
}
export interface Config {
    string(key: string): string;
    number(key: string): number;
    boolean(key: string): boolean;
    json(key: string): unknown;
    source(key: string): SettingSource;
    layers(key: string): readonly SettingLayer[];
    readonly onDidChange: Event<{
        affects(key: string): boolean;
    }>;
}
export interface Secrets {
    add(value: string): void;
    addVariables(variables: Readonly<Record<string, string>>): void;
}
export interface Memento {
    get(key: string): unknown;
    set(key: string, value: unknown): Promise<void>;
}
export interface Clock {
    now(): number;
    setTimeout(callback: () => void, ms: number): Disposable;
    setInterval(callback: () => void, ms: number): Disposable;
}
export interface PluginContext {
    readonly manifest: PluginManifest;
    readonly pluginDir: string;
    readonly workspace: {
        readonly root: string;
        readonly name: string;
        readonly dotenv: ReadonlyStore<Readonly<Record<string, string>>>;
    };
    readonly storage: {
        readonly workspaceDir: string;
        readonly globalDir: string;
        readonly state: Memento;
    };
    readonly env: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
    readonly subscriptions: {
        add<T extends Disposable>(item: T): T;
    };
    readonly log: Logger;
    readonly clock: Clock;
    readonly config: Config;
    readonly text: TextTools;
    readonly secrets: Secrets;
    readonly commands: Commands;
    readonly cli: Cli;
    readonly screen: Screen;
    readonly tabs: Tabs;
    readonly services: Services;
    readonly events: Facts;
    readonly processes: Processes;
}

// plugin-api/contracts/ai-provider-definition.d.ts
export interface AiProviderDefinition {
    readonly id: string;
    readonly title: string;
    readonly kind: 'cloud' | 'local-server';
    readonly wireFormat: 'openai-chat' | 'anthropic-messages';
    readonly baseUrl?: string | undefined;
    readonly otherBaseUrls?: readonly string[] | undefined;
    readonly baseUrlVariables?: readonly string[] | undefined;
    readonly keyVariables?: readonly string[] | undefined;
    readonly isKeyOptional?: boolean | undefined;
    readonly defaultModel?: string | undefined;
    readonly healthPath?: string | undefined;
    readonly setupHint?: string | undefined;
    readonly contextWindow?: number | undefined;
    readonly maxOutputTokens?: number | undefined;
    readonly seesImages?: boolean | undefined;
    readonly quirks?: AiQuirks | undefined;
}
export interface AiQuirks {
    readonly tokenField?: 'max_tokens' | 'max_completion_tokens' | undefined;
    readonly completionTokenModels?: readonly string[] | undefined;
    readonly samplingModels?: readonly string[] | undefined;
    readonly noSamplingModels?: readonly string[] | undefined;
    readonly hasStreamOptions?: boolean | undefined;
    readonly hasObfuscation?: boolean | undefined;
    readonly modelsShape?: 'list' | 'array' | undefined;
    readonly terminator?: 'done' | 'finish-reason' | undefined;
    readonly statusMeanings?: Readonly<Record<string, 'context-too-long' | 'quota-exhausted' | 'overloaded'>> | undefined;
    readonly otherModels?: readonly string[] | undefined;
    readonly embeddingModels?: readonly string[] | undefined;
    readonly embeddingBatch?: number | undefined;
}

// plugin-api/contracts/ai.d.ts
import type { Disposable } from '../disposable.js';
import { DevmgrError } from '../errors.js';
import type { ReadonlyStore } from '../event.js';
import type { AiProviderDefinition } from './ai-provider-definition.js';
export interface AiImage {
    readonly mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';
    readonly data: Uint8Array;
}
export interface AiMessage {
    readonly role: 'system' | 'user' | 'assistant';
    readonly text: string;
    readonly images?: readonly AiImage[];
}
export interface AiSource {
    readonly path: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly text: string;
    readonly symbol?: string | undefined;
    readonly score?: number | undefined;
    readonly reason?: string | undefined;
}
export interface AiRequest {
    readonly messages: readonly AiMessage[];
    readonly maxOutputTokens?: number | undefined;
    readonly temperature?: number | undefined;
    readonly topP?: number | undefined;
    readonly stopSequences?: readonly string[] | undefined;
    readonly sources?: readonly AiSource[] | undefined;
}
export interface AiUsage {
    readonly inputTokens: number | undefined;
    readonly outputTokens: number | undefined;
    readonly costUsd: number | undefined;
}
export interface AiTarget {
    readonly providerId: string;
    readonly modelId: string;
    readonly host: string | undefined;
}
export type AiStreamPart = {
    readonly type: 'attempt-start';
    readonly target: AiTarget;
    readonly attempt: number;
} | {
    readonly type: 'attempt-fail';
    readonly target: AiTarget;
    readonly error: Error;
    readonly retryInMs: number | undefined;
} | {
    readonly type: 'text-delta';
    readonly text: string;
} | {
    readonly type: 'reasoning-delta';
    readonly text: string;
} | {
    readonly type: 'stream-end';
    readonly reason: 'stop' | 'length' | 'content-filter' | 'aborted';
    readonly target: AiTarget;
    readonly usage: AiUsage;
};
export interface AiModelInfo {
    readonly id: string;
    readonly kind: 'language' | 'embedding';
    readonly contextWindow?: number | undefined;
    readonly maxOutputTokens?: number | undefined;
    readonly seesImages?: boolean | undefined;
    readonly dimensions?: number | undefined;
    readonly price?: {
        readonly input: number;
        readonly output: number;
    } | undefined;
    readonly retirement?: {
        readonly date: string | undefined;
        readonly successor: string | undefined;
    } | undefined;
}
export interface AiLanguageModel {
    readonly specificationVersion: 1;
    readonly providerId: string;
    readonly modelId: string;
    readonly kind: 'generative' | 'extractive';
    readonly host: string | undefined;
    readonly info: AiModelInfo;
    stream(request: AiRequest, options: {
        readonly signal: AbortSignal;
    }): AsyncIterable<AiStreamPart>;
}
export interface AiEmbeddingModel {
    readonly specificationVersion: 1;
    readonly providerId: string;
    readonly modelId: string;
    readonly host: string | undefined;
    readonly dimensions: number | undefined;
    readonly maxBatchSize: number;
    embed(texts: readonly string[], options: {
        readonly signal: AbortSignal;
    }): Promise<readonly Float32Array[]>;
}
export type AiProviderStatus = {
    readonly kind: 'unknown';
} | {
    readonly kind: 'ready';
} | {
    readonly kind: 'needs-key';
    readonly reason?: string | undefined;
    readonly hint: string;
} | {
    readonly kind: 'needs-setup';
    readonly hint: string;
} | {
    readonly kind: 'unreachable';
    readonly reason: string;
    readonly hint: string;
} | {
    readonly kind: 'limited';
    readonly reason: string;
    readonly until: number | undefined;
    readonly hint: string;
};
export interface AiProviderState {
    readonly status: AiProviderStatus;
    readonly latencyMs: number | undefined;
    readonly checkedAt: number | undefined;
    readonly models: readonly AiModelInfo[];
    readonly defaultModel: string | undefined;
    readonly baseUrl: string | undefined;
    readonly warnings: readonly string[];
}
export interface AiProvider {
    readonly id: string;
    readonly title: string;
    readonly kind: 'cloud' | 'local-server' | 'in-process';
    readonly state: ReadonlyStore<AiProviderState>;
    refresh(options: {
        readonly signal: AbortSignal;
    }): Promise<void>;
    languageModel(modelId?: string): AiLanguageModel;
    embeddingModel?(modelId: string): AiEmbeddingModel;
}
export interface AiNamedModel {
    readonly provider?: string | undefined;
    readonly model?: string | undefined;
}
export interface Ai {
    registerProvider(provider: AiProvider | AiProviderDefinition): Disposable;
    readonly providers: ReadonlyStore<readonly AiProvider[]>;
    languageModel(selection?: string | readonly string[]): AiLanguageModel;
    findSelection(named: AiNamedModel, options: {
        readonly signal: AbortSignal;
    }): Promise<string | undefined>;
    embeddingModel(selection: string): AiEmbeddingModel;
    refresh(options: {
        readonly signal: AbortSignal;
    }): Promise<void>;
}
export declare const Ai: import("../services.js").ServiceKey<Ai>;
export type AiFailureKind = 'needs-key' | 'needs-setup' | 'unauthorised' | 'forbidden' | 'not-found' | 'rate-limited' | 'quota-exhausted' | 'context-too-long' | 'refused-request' | 'overloaded' | 'server-error' | 'unreachable' | 'timeout' | 'broken-stream';
export interface AiFailure {
    readonly kind: AiFailureKind;
    readonly providerId: string;
    readonly modelId: string | undefined;
    readonly status?: number | undefined;
    readonly retryAfterMs?: number | undefined;
}
export declare class AiError extends DevmgrError {
    readonly failure: AiFailure;
    constructor(options: {
        readonly message: string;
        readonly hint?: string | undefined;
        readonly failure: AiFailure;
        readonly cause?: unknown;
    });
}
export declare function aiFailure(error: unknown): AiFailure | undefined;

// plugin-api/contracts/chat.d.ts
import type { AiTarget, AiUsage } from './ai.js';
export interface ChatPart {
    readonly title: string;
    readonly text: string;
    readonly language?: string | undefined;
}
export interface ChatQuestion {
    readonly text: string;
    readonly parts?: readonly ChatPart[];
    readonly send?: boolean;
}
export interface ChatAnswerRequest {
    readonly text: string;
    readonly parts?: readonly ChatPart[] | undefined;
    readonly history?: readonly {
        readonly role: 'user' | 'assistant';
        readonly text: string;
    }[] | undefined;
    readonly usesCode?: boolean | undefined;
    readonly model?: string | undefined;
}
export interface ChatAnswerSource {
    readonly path: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly text: string;
    readonly symbol?: string | undefined;
    readonly language: string;
    readonly score: number;
    readonly origin: 'search' | 'neighbour' | 'pinned';
    readonly reasons: readonly string[];
}
export interface ChatAnswerCitation {
    readonly written: string;
    readonly path: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly symbol?: string | undefined;
    readonly verified: boolean;
    readonly problem?: string | undefined;
}
export type ChatAnswerEvent = {
    readonly type: 'sources';
    readonly sources: readonly ChatAnswerSource[];
    readonly isExtractive: boolean;
} | {
    readonly type: 'note';
    readonly message: string;
} | {
    readonly type: 'text-delta';
    readonly text: string;
} | {
    readonly type: 'reasoning-delta';
    readonly text: string;
} | {
    readonly type: 'answer-end';
    readonly reason: 'stop' | 'length' | 'content-filter' | 'aborted';
    readonly target: AiTarget;
    readonly usage: AiUsage;
    readonly citations: readonly ChatAnswerCitation[];
};
export interface Chat {
    ask(question: ChatQuestion): void;
    answer(request: ChatAnswerRequest, options: {
        readonly signal: AbortSignal;
    }): AsyncIterable<ChatAnswerEvent>;
}
export declare const Chat: import("../services.js").ServiceKey<Chat>;

// plugin-api/contracts/code-generator.d.ts
import type { Disposable } from '../disposable.js';
import type { AiTarget, AiUsage } from './ai.js';
import type { SavedChange } from './project-writer.js';
export interface CodeTarget {
    readonly path: string;
    readonly language: string | undefined;
    readonly before: string | undefined;
}
export interface CodeContextItem {
    readonly id: string;
    readonly title: string;
    readonly reason: string;
    readonly text: string;
    readonly path?: string | undefined;
    readonly startLine?: number | undefined;
    readonly language?: string | undefined;
    readonly value: number;
}
export interface CodeContextRequest {
    readonly target: CodeTarget;
    readonly prompt: string;
    readonly signal: AbortSignal;
}
export interface CodeContextProvider {
    readonly id: string;
    provide(request: CodeContextRequest): Promise<readonly CodeContextItem[]>;
}
export interface SentContextItem extends CodeContextItem {
    readonly tokens: number;
    readonly leftOut: string | undefined;
}
export interface CodeProblem {
    readonly line: number;
    readonly column: number | undefined;
    readonly message: string;
}
export interface GeneratedFile {
    readonly path: string;
    readonly before: string | undefined;
    readonly after: string;
}
export interface RefusedFile {
    readonly path: string;
    readonly reason: string;
}
export interface Generation {
    readonly id: string;
    readonly target: string;
    readonly prompt: string;
    readonly answeredBy: AiTarget;
    readonly answer: string;
    readonly files: readonly GeneratedFile[];
    readonly refused: readonly RefusedFile[];
    readonly notes: readonly string[];
    readonly context: readonly SentContextItem[];
    readonly usage: AiUsage;
    readonly durationMs: number;
    readonly isStopped: boolean;
    readonly isCut?: boolean | undefined;
}
export interface GenerateRequest {
    readonly path: string;
    readonly prompt: string;
    readonly model?: string | undefined;
    readonly takesUnlistedModel?: boolean | undefined;
    readonly attachments?: readonly {
        readonly title: string;
        readonly text: string;
    }[];
    readonly usesContext?: boolean | undefined;
}
export type GenerateEvent = {
    readonly type: 'context-end';
    readonly items: readonly SentContextItem[];
    readonly notes: readonly string[];
} | {
    readonly type: 'attempt-start';
    readonly target: AiTarget;
    readonly attempt: number;
} | {
    readonly type: 'attempt-fail';
    readonly target: AiTarget;
    readonly error: Error;
    readonly retryInMs: number | undefined;
} | {
    readonly type: 'text-delta';
    readonly text: string;
} | {
    readonly type: 'generation-end';
    readonly generation: Generation;
};
export interface CodeGenerator {
    generate(request: GenerateRequest, options: {
        readonly signal: AbortSignal;
    }): AsyncIterable<GenerateEvent>;
    save(generation: Generation): Promise<SavedChange>;
    registerContextProvider(provider: CodeContextProvider): Disposable;
}
export declare const CodeGenerator: import("../services.js").ServiceKey<CodeGenerator>;

// plugin-api/contracts/code-index.d.ts
import type { ReadonlyStore } from '../event.js';
export type CodeKind = 'function' | 'method' | 'class' | 'module' | 'statement' | 'entry' | 'section' | 'rule' | 'window';
export interface CodeMatch {
    readonly path: string;
    readonly startLine: number;
    readonly endLine: number;
    readonly text: string;
    readonly score: number;
    readonly foundBy: 'keyword' | 'vector' | 'both';
    readonly kind: CodeKind;
    readonly language: string;
    readonly symbol?: string | undefined;
    readonly reasons: readonly string[];
}
export type CodeQueryKind = 'symbol' | 'path' | 'trace' | 'question';
export interface CodeSearchOptions {
    readonly limit: number;
    readonly signal: AbortSignal;
}
export interface CodeSearchResult {
    readonly query: string;
    readonly kind: CodeQueryKind;
    readonly matches: readonly CodeMatch[];
    readonly tookMs: number;
    readonly notes: readonly string[];
}
export interface CodePlace {
    readonly path: string;
    readonly startLine?: number | undefined;
    readonly endLine?: number | undefined;
}
export interface CodeSymbol {
    readonly kind: CodeKind;
    readonly symbol: string | undefined;
    readonly signature: string | undefined;
    readonly startLine: number;
    readonly endLine: number;
}
export interface IndexedFile {
    readonly path: string;
    readonly language: string;
    readonly chunks: number;
}
export interface CodeImports {
    readonly imports: readonly string[];
    readonly importedBy: readonly string[];
}
export type SkipReason = 'binary' | 'generated' | 'minified' | 'lock-file' | 'too-large' | 'vendored' | 'secret' | 'excluded' | 'link-outside' | 'unreadable';
export interface IndexSummary {
    readonly files: number;
    readonly chunks: number;
    readonly added: number;
    readonly removed: number;
    readonly unchanged: number;
    readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
    readonly embedded: number;
    readonly tookMs: number;
    readonly embedder: string;
}
export type IndexProgress = {
    readonly type: 'index-start';
    readonly files: number;
} | {
    readonly type: 'file-end';
    readonly path: string;
    readonly done: number;
} | {
    readonly type: 'embed';
    readonly done: number;
    readonly total: number;
} | {
    readonly type: 'index-end';
    readonly summary: IndexSummary;
};
export interface CodeIndexState {
    readonly status: 'off' | 'waiting' | 'scanning' | 'indexing' | 'ready' | 'failed';
    readonly files: number;
    readonly chunks: number;
    readonly languages: readonly {
        readonly language: string;
        readonly files: number;
        readonly chunks: number;
    }[];
    readonly skipped: Readonly<Partial<Record<SkipReason, number>>>;
    readonly progress: {
        readonly what: 'files' | 'vectors';
        readonly done: number;
        readonly total: number;
        readonly remainingMs: number | undefined;
    } | undefined;
    readonly embedder: {
        readonly id: string;
        readonly problem?: string | undefined;
    };
    readonly error: {
        readonly message: string;
        readonly hint?: string | undefined;
    } | undefined;
    readonly refreshedAt: number | undefined;
    readonly sizeBytes: number | undefined;
    readonly isWatching: boolean;
}
export interface CodeIndex {
    readonly state: ReadonlyStore<CodeIndexState>;
    refresh(options: {
        readonly signal: AbortSignal;
        readonly rebuild?: boolean;
    }): AsyncIterable<IndexProgress>;
    search(query: string, options: CodeSearchOptions): Promise<CodeSearchResult>;
    related(place: CodePlace, options: CodeSearchOptions): Promise<CodeSearchResult>;
    outline(path: string, options: {
        readonly signal: AbortSignal;
    }): Promise<readonly CodeSymbol[]>;
    imports(path: string, options: {
        readonly signal: AbortSignal;
    }): Promise<CodeImports>;
    files(options: {
        readonly signal: AbortSignal;
    }): Promise<readonly IndexedFile[]>;
    watch(): {
        dispose(): void;
    };
    setEnabled(isEnabled: boolean): Promise<void>;
}
export declare const CodeIndex: import("../services.js").ServiceKey<CodeIndex>;

// plugin-api/contracts/finetuning-adapter.d.ts
import type { Event } from '../event.js';
import type { FineTuningDetail, FineTuningJob } from './finetuning-job.js';
export interface FineTuningParameter {
    readonly name: string;
    readonly title: string;
    readonly type: 'number' | 'text' | 'flag' | 'choice';
    readonly default?: string | number | boolean | undefined;
    readonly choices?: readonly string[] | undefined;
    readonly minimum?: number | undefined;
    readonly maximum?: number | undefined;
    readonly words?: readonly string[] | undefined;
    readonly description: string;
}
export interface FineTuningMethod {
    readonly id: string;
    readonly title: string;
    readonly dataFormat: FineTuningDataFormat;
    readonly otherDataFormats?: readonly FineTuningDataFormat[] | undefined;
    readonly parameters: readonly FineTuningParameter[];
}
export type FineTuningDataFormat = 'chat' | 'prompt-completion' | 'text' | 'preference' | 'any';
export interface FineTuningBaseModel {
    readonly id: string;
    readonly note?: string | undefined;
    readonly maxExampleTokens?: number | undefined;
    readonly pricePerMillion?: number | undefined;
}
export interface FineTuningRequest {
    readonly baseModel: string;
    readonly trainingFile: string;
    readonly validationFile?: string | undefined;
    readonly method?: string | undefined;
    readonly parameters: Readonly<Record<string, string | number | boolean>>;
    readonly suffix?: string | undefined;
    readonly seed?: number | undefined;
    readonly metadata?: Readonly<Record<string, string>> | undefined;
}
export type FineTuningCreateProgress = {
    readonly type: 'upload';
    readonly file: string;
    readonly sentBytes: number;
    readonly totalBytes: number;
} | {
    readonly type: 'processing';
    readonly file: string;
} | {
    readonly type: 'creating';
};
export type FineTuningAvailability = {
    readonly kind: 'ready';
    readonly notice?: string | undefined;
} | {
    readonly kind: 'read-only';
    readonly reason: string;
    readonly hint: string;
} | {
    readonly kind: 'needs-setup';
    readonly reason: string;
    readonly hint: string;
} | {
    readonly kind: 'not-offered';
    readonly reason: string;
    readonly hint: string;
};
export interface FineTuningCapabilities {
    readonly cancel: boolean;
    readonly pause: boolean;
    readonly resume: boolean;
    readonly validationFile: boolean;
    readonly suffix: boolean;
    readonly seed: boolean;
}
interface Stoppable {
    readonly signal: AbortSignal;
}
export interface FineTuningAdapter {
    readonly id: string;
    readonly title: string;
    readonly capabilities: FineTuningCapabilities;
    availability(): FineTuningAvailability;
    baseModels(options: Stoppable): Promise<readonly FineTuningBaseModel[]>;
    methods(baseModel: string | undefined): readonly FineTuningMethod[];
    estimateCost?(request: FineTuningRequest, tokens: number, options: Stoppable): Promise<number | undefined>;
    create(request: FineTuningRequest, options: Stoppable & {
        readonly onProgress?: (progress: FineTuningCreateProgress) => void;
    }): Promise<FineTuningJob>;
    list(options: Stoppable): Promise<readonly FineTuningJob[]>;
    get(id: string, options: Stoppable): Promise<FineTuningJob>;
    detail(id: string, options: Stoppable): Promise<FineTuningDetail>;
    cancel(id: string, options: Stoppable): Promise<FineTuningJob>;
    pause?(id: string, options: Stoppable): Promise<FineTuningJob>;
    resume?(id: string, options: Stoppable): Promise<FineTuningJob>;
    remove?(id: string, options: Stoppable): Promise<void>;
    readonly onDidChange?: Event<void> | undefined;
}
export {};

// plugin-api/contracts/finetuning-job.d.ts
export type FineTuningStatus = 'queued' | 'running' | 'paused' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled';
export interface FineTuningProgress {
    readonly fraction?: number | undefined;
    readonly step?: number | undefined;
    readonly totalSteps?: number | undefined;
    readonly epoch?: number | undefined;
    readonly totalEpochs?: number | undefined;
}
export interface FineTuningMetric {
    readonly step: number;
    readonly loss?: number | undefined;
    readonly validationLoss?: number | undefined;
    readonly accuracy?: number | undefined;
    readonly learningRate?: number | undefined;
    readonly at?: number | undefined;
}
export interface FineTuningJob {
    readonly id: string;
    readonly adapterId: string;
    readonly baseModel: string;
    readonly status: FineTuningStatus;
    readonly rawStatus: string;
    readonly createdAt: number;
    readonly startedAt?: number | undefined;
    readonly finishedAt?: number | undefined;
    readonly estimatedFinishAt?: number | undefined;
    readonly progress?: FineTuningProgress | undefined;
    readonly loss?: number | undefined;
    readonly recentLosses?: readonly number[] | undefined;
    readonly trainedTokens?: number | undefined;
    readonly costUsd?: number | undefined;
    readonly resultModel?: string | undefined;
    readonly resultSelection?: string | undefined;
    readonly error?: {
        readonly message: string;
        readonly code?: string | undefined;
    } | undefined;
    readonly method?: string | undefined;
    readonly hyperparameters: Readonly<Record<string, string | number | boolean>>;
    readonly suffix?: string | undefined;
    readonly trainingFile?: string | undefined;
    readonly validationFile?: string | undefined;
    readonly metadata?: Readonly<Record<string, string>> | undefined;
}
export interface FineTuningEvent {
    readonly id: string;
    readonly at: number;
    readonly level: 'info' | 'warn' | 'error';
    readonly message: string;
    readonly step?: number | undefined;
}
export interface FineTuningCheckpoint {
    readonly id: string;
    readonly step?: number | undefined;
    readonly at?: number | undefined;
    readonly model?: string | undefined;
    readonly metrics: Readonly<Record<string, number>>;
}
export interface FineTuningOutput {
    readonly lines: readonly string[];
    readonly file: string;
}
export interface FineTuningDetail {
    readonly events: readonly FineTuningEvent[];
    readonly metrics: readonly FineTuningMetric[];
    readonly checkpoints: readonly FineTuningCheckpoint[];
    readonly output?: FineTuningOutput | undefined;
}

// plugin-api/contracts/finetuning.d.ts
import type { Disposable } from '../disposable.js';
import type { ReadonlyStore } from '../event.js';
import type { FineTuningAdapter, FineTuningCreateProgress, FineTuningDataFormat, FineTuningRequest } from './finetuning-adapter.js';
import type { FineTuningDetail, FineTuningJob } from './finetuning-job.js';
interface Stoppable {
    readonly signal: AbortSignal;
}
export interface FineTuningState {
    readonly jobs: readonly FineTuningJob[];
    readonly problems: readonly {
        readonly adapterId: string;
        readonly message: string;
        readonly hint?: string | undefined;
    }[];
    readonly lookedAt: number | undefined;
    readonly isLooking: boolean;
}
export interface TrainingFileProblem {
    readonly line: number | undefined;
    readonly severity: 'error' | 'warning';
    readonly message: string;
}
export interface TrainingFileReport {
    readonly path: string;
    readonly bytes: number;
    readonly examples: number;
    readonly format: FineTuningDataFormat | undefined;
    readonly problems: readonly TrainingFileProblem[];
    readonly problemCount: {
        readonly errors: number;
        readonly warnings: number;
    };
    readonly duplicates: number;
    readonly tokens: number;
    readonly longestExample: {
        readonly line: number;
        readonly tokens: number;
    } | undefined;
    readonly messagesByRole: Readonly<Record<string, number>>;
}
export interface FineTuningEstimate {
    readonly trainedTokens: number;
    readonly costUsd: number | undefined;
    readonly epochs?: {
        readonly count: number;
        readonly isAssumed: boolean;
    } | undefined;
}
export interface FineTuningCheck {
    readonly training: TrainingFileReport;
    readonly validation: TrainingFileReport | undefined;
    readonly shared: number;
    readonly estimate: FineTuningEstimate;
    readonly isGood: boolean;
}
export type FineTuningJobName = string;
export interface FineTuning {
    registerAdapter(adapter: FineTuningAdapter): Disposable;
    readonly adapters: ReadonlyStore<readonly FineTuningAdapter[]>;
    readonly state: ReadonlyStore<FineTuningState>;
    watch(): Disposable;
    refresh(options: Stoppable & {
        readonly adapterId?: string;
    }): Promise<void>;
    check(adapterId: string, request: FineTuningRequest, options: Stoppable & {
        readonly onProgress?: (readBytes: number, totalBytes: number) => void;
    }): Promise<FineTuningCheck>;
    create(adapterId: string, request: FineTuningRequest, options: Stoppable & {
        readonly onProgress?: (progress: FineTuningCreateProgress) => void;
    }): Promise<FineTuningJob>;
    find(name: FineTuningJobName, options: Stoppable): Promise<FineTuningJob>;
    detail(job: FineTuningJob, options: Stoppable): Promise<FineTuningDetail>;
    steer(job: FineTuningJob, action: 'cancel' | 'pause' | 'resume' | 'remove', options: Stoppable): Promise<FineTuningJob | undefined>;
}
export declare const FineTuning: import("../services.js").ServiceKey<FineTuning>;
export {};

// plugin-api/contracts/log-store.d.ts
import type { Event } from '../event.js';
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export interface LogEntry {
    readonly seq: number;
    readonly at: number;
    readonly level: LogLevel;
    readonly source: string;
    readonly message: string;
    readonly test?: string | undefined;
    readonly isWrittenElsewhere?: true | undefined;
}
export interface LogStore {
    readonly first: number;
    readonly end: number;
    entries(first: number, count: number): readonly LogEntry[];
    readonly onDidChange: Event<{
        readonly changed: number;
        readonly end: number;
    }>;
    append(entry: {
        readonly source: string;
        readonly message: string;
        readonly level?: LogLevel;
        readonly at?: number;
        readonly isWrittenElsewhere?: boolean;
    }): void;
    attribute(line: {
        readonly source: string;
        readonly text: string;
        readonly test: string;
        readonly at: number;
        readonly stream?: string | undefined;
    }): void;
    sources(): readonly string[];
    readonly files: {
        readonly current: string;
        readonly dir: string;
    };
}
export declare const LogStore: import("../services.js").ServiceKey<LogStore>;

// plugin-api/contracts/project-files.d.ts
import type { SkipReason } from './code-index.js';
export interface ProjectFile {
    readonly path: string;
    readonly size: number;
    readonly skipped?: SkipReason | undefined;
}
export interface ProjectFiles {
    list(options: {
        readonly signal: AbortSignal;
    }): Promise<readonly ProjectFile[]>;
    isSecret(path: string): boolean;
}
export declare const ProjectFiles: import("../services.js").ServiceKey<ProjectFiles>;

// plugin-api/contracts/project-writer.d.ts
import { DevmgrError } from '../errors.js';
import type { Event } from '../event.js';
export type FileEncoding = 'utf8' | 'utf8-bom' | 'utf16le' | 'utf16be' | 'latin1';
export interface FileSnapshot {
    readonly path: string;
    readonly text: string | undefined;
    readonly version: string | undefined;
    readonly encoding: FileEncoding;
    readonly newline: '\n' | '\r\n' | '\r';
    readonly protection: string | undefined;
}
export interface PlannedWrite {
    readonly path: string;
    readonly text: string;
    readonly base: string | undefined;
}
export interface WriteOptions {
    readonly title: string;
    readonly allowed?: readonly string[];
}
export interface SavedFile {
    readonly path: string;
    readonly isNew: boolean;
    readonly added: number;
    readonly removed: number;
}
export interface SavedChange {
    readonly id: string;
    readonly title: string;
    readonly at: number;
    readonly files: readonly SavedFile[];
    readonly undoneAt: number | undefined;
}
export type UndoChoice = 'merge' | 'skip' | 'overwrite';
export interface UndoOptions {
    readonly changed?: readonly {
        readonly path: string;
        readonly base: string | undefined;
        readonly choice: UndoChoice;
    }[];
}
export interface ProjectWriter {
    read(path: string): Promise<FileSnapshot>;
    write(files: readonly PlannedWrite[], options: WriteOptions): Promise<SavedChange>;
    undo(id?: string, options?: UndoOptions): Promise<SavedChange>;
    changes(): Promise<readonly SavedChange[]>;
    readonly onDidChange: Event<SavedChange>;
}
export declare const ProjectWriter: import("../services.js").ServiceKey<ProjectWriter>;
export interface WriteConflictError extends DevmgrError {
    readonly conflicts: readonly FileSnapshot[];
    readonly mergeable?: readonly string[] | undefined;
}
export declare const isWriteConflict: (error: unknown) => error is WriteConflictError;

// plugin-api/contracts/servers.d.ts
import type { ReadonlyStore } from '../event.js';
import type { ProcessExit } from '../processes.js';
export interface ServerIdentity {
    readonly name: string;
    readonly kind: 'app' | 'command' | 'url';
    readonly target: string;
    readonly restarts: number;
    readonly owner?: number | undefined;
    readonly detached?: true | undefined;
    readonly leftover?: true | undefined;
    readonly ssh?: string | undefined;
}
export type ServerState = ServerIdentity & ({
    readonly status: 'stopped';
    readonly completedAt?: number | undefined;
    readonly killedAfterMs?: number | undefined;
} | {
    readonly status: 'starting';
    readonly pid: number | undefined;
    readonly url: string;
    readonly phase: 'waiting' | 'importing' | 'starting';
    readonly waitsFor: readonly string[];
} | {
    readonly status: 'running';
    readonly pid: number | undefined;
    readonly startedAt: number;
    readonly url: string;
    readonly health: ServerHealth;
    readonly metrics: ServerMetrics;
    readonly reload?: ServerReload | undefined;
    readonly settingsChanged?: true | undefined;
    readonly takesTests?: true | undefined;
} | {
    readonly status: 'stopping';
    readonly pid: number | undefined;
} | {
    readonly status: 'crashed';
    readonly exit: ProcessExit;
    readonly lastLines: readonly string[];
    readonly at: number;
    readonly fault?: ServerFault | undefined;
    readonly next: ServerNext;
});
export type ServerHealth = {
    readonly kind: 'unknown';
} | {
    readonly kind: 'healthy';
    readonly latencyMs: number;
    readonly path: string;
} | {
    readonly kind: 'unhealthy';
    readonly reason: string;
};
export interface ServerMetrics {
    readonly cpuPercent: number | undefined;
    readonly rssBytes: number | undefined;
    readonly latenciesMs: readonly number[];
}
export interface ServerFault {
    readonly kind: 'import' | 'startup' | 'port' | 'exit';
    readonly message: string;
    readonly path?: string | undefined;
    readonly line?: number | undefined;
    readonly hint?: string | undefined;
}
export type ServerReload = {
    readonly phase: 'changed' | 'importing' | 'draining';
    readonly file: string;
    readonly since: number;
} | {
    readonly phase: 'broken';
    readonly file: string;
    readonly since: number;
    readonly fault: ServerFault;
};
export type ServerNext = {
    readonly kind: 'nothing';
    readonly reason?: string | undefined;
} | {
    readonly kind: 'retry';
    readonly at: number;
    readonly attempt: number;
    readonly most?: number | undefined;
} | {
    readonly kind: 'change';
};
export interface ServerStartOptions {
    readonly app?: string;
    readonly host?: string;
    readonly port?: number;
    readonly reload?: boolean;
}
export interface Servers {
    readonly all: ReadonlyStore<readonly ServerState[]>;
    start(name: string, options?: ServerStartOptions): Promise<void>;
    stop(name: string): Promise<void>;
    restart(name: string): Promise<void>;
    testTargets(): Promise<TestTargets>;
}
export interface TestTargets {
    readonly secret: string;
    readonly addresses: ReadonlyStore<readonly string[]>;
}
export declare const Servers: import("../services.js").ServiceKey<Servers>;
export declare const ServerChanged: import("../services.js").FactKey<{
    readonly before: ServerState;
    readonly after: ServerState;
}>;

// plugin-api/contracts/test-runs.d.ts
import type { ReadonlyStore } from '../event.js';
export type TestOutcome = 'queued' | 'running' | 'passed' | 'failed' | 'error' | 'skipped' | 'xfailed' | 'xpassed';
export interface TestFrame {
    readonly path: string;
    readonly line: number;
    readonly function: string;
    readonly source?: {
        readonly firstLine: number;
        readonly lines: readonly string[];
    } | undefined;
    readonly locals?: readonly (readonly [name: string, value: string])[] | undefined;
}
export interface TestComparison {
    readonly operator: string;
    readonly left: string;
    readonly right: string;
}
export interface TestRequest {
    readonly at: number;
    readonly method: string;
    readonly url: string;
    readonly status: number | undefined;
    readonly durationMs: number;
}
export interface TestWarning {
    readonly category: string;
    readonly message: string;
    readonly path: string;
    readonly line: number;
    readonly testId: string | undefined;
    readonly count: number;
}
export interface TestSection {
    readonly title: string;
    readonly text: string;
}
export interface TestCase {
    readonly id: string;
    readonly file: string;
    readonly line: number | undefined;
    readonly markers: readonly string[];
    readonly outcome: TestOutcome;
    readonly startedAt: number | undefined;
    readonly durationMs: number | undefined;
    readonly message: string | undefined;
    readonly traceback: string | undefined;
    readonly frames: readonly TestFrame[];
    readonly sections: readonly TestSection[];
    readonly worker: string | undefined;
    readonly phase?: 'setup' | 'call' | 'teardown' | undefined;
    readonly endedAt?: number | undefined;
    readonly comparison?: TestComparison | undefined;
    readonly requests?: readonly TestRequest[] | undefined;
    readonly reruns?: number | undefined;
    readonly phaseMs?: readonly [setup: number | undefined, call: number | undefined, teardown: number | undefined];
}
export interface TestCounts {
    readonly passed: number;
    readonly failed: number;
    readonly errors: number;
    readonly skipped: number;
    readonly xfailed: number;
    readonly xpassed: number;
    readonly deselected: number;
}
export type TestRunEnd = {
    readonly kind: 'finished';
    readonly exitCode: number;
    readonly lastLines?: readonly string[];
} | {
    readonly kind: 'cancelled';
    readonly running?: readonly {
        readonly id: string;
        readonly forMs: number;
    }[];
} | {
    readonly kind: 'crashed';
    readonly detail: string;
    readonly lastLines: readonly string[];
};
export interface CoverageReport {
    readonly files: readonly {
        readonly path: string;
        readonly statements: number;
        readonly covered: number;
        readonly missing: readonly number[];
    }[];
    readonly percent: number;
}
export interface TestRunState {
    readonly runId: string | undefined;
    readonly status: 'idle' | 'collecting' | 'running' | 'finished';
    readonly total: number | undefined;
    readonly counts: TestCounts;
    readonly cases: ReadonlyMap<string, TestCase>;
    readonly collectionErrors: readonly {
        readonly path: string;
        readonly traceback: string;
    }[];
    readonly strayModules?: readonly string[];
    readonly startedAt: number | undefined;
    readonly durationMs: number | undefined;
    readonly workers: number;
    readonly warnings?: readonly TestWarning[];
    readonly coverage?: CoverageReport | undefined;
    readonly profile?: string | undefined;
    readonly isWhole?: boolean;
    readonly python?: string;
    readonly end: TestRunEnd | undefined;
}
export interface TestRunOptions {
    readonly kind?: string;
    readonly paths?: readonly string[];
    readonly markers?: string;
    readonly keyword?: string;
    readonly failed?: boolean;
    readonly workers?: number | 'auto';
    readonly whole?: boolean;
    readonly ids?: readonly string[];
    readonly failFast?: boolean;
    readonly failedFirst?: boolean;
    readonly verbosity?: number;
    readonly env?: Readonly<Record<string, string>>;
    readonly coverage?: boolean;
    readonly args?: readonly string[];
    readonly root?: string;
}
export interface TestInspection {
    readonly id: string;
    readonly sections: readonly TestSection[];
    readonly stack: string;
}
export interface TestRun {
    readonly id: string;
    readonly state: ReadonlyStore<TestRunState>;
    readonly done: Promise<TestRunState>;
    cancel(): Promise<void>;
    inspect(id: string, options: {
        readonly stack: boolean;
    }): Promise<TestInspection>;
    stopTest(id: string): Promise<void>;
}
export interface TestRuns {
    readonly current: ReadonlyStore<TestRunState>;
    start(options?: TestRunOptions): Promise<TestRun>;
    interpreter(): Promise<{
        readonly python: string;
        readonly version: string;
    }>;
}
export declare const TestRuns: import("../services.js").ServiceKey<TestRuns>;
export declare const TestRunEnded: import("../services.js").FactKey<{
    readonly runId: string;
    readonly counts: TestCounts;
    readonly end: TestRunEnd;
}>;

// plugin-api/disposable.d.ts
export interface Disposable {
    dispose(): void | Promise<void>;
}
export declare function toDisposable(release: () => void | Promise<void>): Disposable;
export declare class DisposableStore implements Disposable {
    #private;
    get isDisposed(): boolean;
    add<T extends Disposable>(item: T): T;
    dispose(): Promise<void>;
}

// plugin-api/errors.d.ts
export type ErrorCode = 'DEVMGR_USAGE' | 'DEVMGR_PLUGIN_API_MISMATCH' | 'DEVMGR_PLUGIN_MANIFEST_INVALID' | 'DEVMGR_PLUGIN_ACTIVATION_FAILED' | 'DEVMGR_PLUGIN_ACTIVATION_TIMEOUT' | 'DEVMGR_CONTRIBUTION_UNDECLARED' | 'DEVMGR_CONTRIBUTION_DUPLICATE' | 'DEVMGR_GRID_AREA_INVALID' | 'DEVMGR_SERVICE_UNAVAILABLE' | 'DEVMGR_CONFIG_INVALID' | 'DEVMGR_INPUT_REQUIRED' | 'DEVMGR_TERMINAL_REQUIRED' | 'DEVMGR_PROCESS_NOT_FOUND' | 'DEVMGR_PROCESS_FAILED' | 'DEVMGR_STORAGE_FAILED' | 'DEVMGR_AI_PROVIDER_FAILED' | 'DEVMGR_WRITE_CONFLICT' | `PLUGIN_${string}`;
export interface DevmgrErrorOptions {
    readonly code: ErrorCode;
    readonly message: string;
    readonly hint?: string | undefined;
    readonly exitCode?: number;
    readonly cause?: unknown;
}
export declare const ExitCode: {
    readonly ok: 0;
    readonly notGood: 1;
    readonly usage: 2;
    readonly config: 3;
    readonly plugin: 4;
    readonly unavailable: 5;
    readonly bug: 70;
    readonly interrupted: 130;
};
export declare class DevmgrError extends Error {
    readonly code: ErrorCode;
    readonly hint: string | undefined;
    readonly exitCode: number;
    constructor(options: DevmgrErrorOptions);
    static isInstance(error: unknown): error is DevmgrError;
}

// plugin-api/event.d.ts
import { type Disposable } from './disposable.js';
export type Event<T> = (listener: (value: T) => void) => Disposable;
export type ListenerErrorSink = (error: unknown) => void;
export declare class Emitter<T> implements Disposable {
    #private;
    constructor(report?: ListenerErrorSink);
    readonly event: Event<T>;
    fire(value: T): void;
    dispose(): void;
}
export interface ReadonlyStore<T> {
    get(): T;
    readonly onDidChange: Event<T>;
}
export declare class Store<T> implements ReadonlyStore<T>, Disposable {
    #private;
    readonly onDidChange: Event<T>;
    constructor(initial: T, report?: ListenerErrorSink);
    get(): T;
    set(next: T): void;
    update(change: (current: T) => T): void;
    dispose(): void;
}

// plugin-api/grid.d.ts
import type { WidgetHandle, WidgetKind } from './widgets.js';
export type Track = number | `${number}fr`;
export interface Grid {
    set<Options, Handle extends WidgetHandle>(row: number, col: number, rowSpan: number, colSpan: number, kind: WidgetKind<Options, Handle>, options: Options): Handle;
    setTracks(tracks: {
        readonly rows?: readonly Track[];
        readonly columns?: readonly Track[];
    }): void;
}

// plugin-api/index.d.ts
export * from './cli.js';
export * from './commands.js';
export * from './context.js';
export * from './disposable.js';
export * from './errors.js';
export * from './event.js';
export * from './grid.js';
export * from './manifest.js';
export * from './plugin.js';
export * from './processes.js';
export * from './screen.js';
export * from './services.js';
export * from './text.js';
export * from './version.js';
export * from './widgets.js';

// plugin-api/manifest.d.ts
export interface PluginManifest {
    readonly id: string;
    readonly title: string;
    readonly apiVersion: string;
    readonly main: string;
    readonly tab?: TabContribution;
    readonly commands?: readonly CommandContribution[];
    readonly cli?: readonly CliContribution[];
    readonly settings?: Readonly<Record<string, SettingContribution>>;
    readonly services?: readonly string[];
    readonly requires?: readonly string[];
    readonly activation?: readonly ('onStartup' | `onService:${string}`)[];
}
export interface TabContribution {
    readonly id: string;
    readonly title: string;
    readonly icon?: string;
    readonly hotkey?: string;
    readonly order: number;
}
export interface CommandContribution {
    readonly id: string;
    readonly title: string;
    readonly label?: string;
    readonly keys?: readonly string[];
    readonly when?: string;
    readonly slash?: SlashContribution;
}
export interface SlashContribution {
    readonly name: string;
    readonly argument?: string;
}
export interface CliContribution {
    readonly name: string;
    readonly summary: string;
    readonly arguments?: readonly CliArgument[];
    readonly flags?: readonly FlagSpec[];
    readonly examples?: readonly string[];
}
export interface CliArgument {
    readonly name: string;
    readonly summary: string;
    readonly required?: boolean;
    readonly variadic?: boolean;
    readonly choices?: readonly string[];
}
export type FlagSpec = {
    readonly name: string;
    readonly type: 'boolean';
    readonly summary: string;
    readonly short?: string;
    readonly repeatable?: boolean;
} | {
    readonly name: string;
    readonly type: 'string';
    readonly summary: string;
    readonly short?: string;
    readonly default?: string;
    readonly choices?: readonly string[];
    readonly repeatable?: boolean;
} | {
    readonly name: string;
    readonly type: 'number';
    readonly summary: string;
    readonly short?: string;
    readonly default?: number;
};
export type SettingContribution = {
    readonly type: 'string';
    readonly default: string;
    readonly description: string;
    readonly enum?: readonly string[];
} | {
    readonly type: 'number';
    readonly default: number;
    readonly description: string;
    readonly minimum?: number;
    readonly maximum?: number;
} | {
    readonly type: 'boolean';
    readonly default: boolean;
    readonly description: string;
} | {
    readonly type: 'array';
    readonly default: unknown;
    readonly description: string;
} | {
    readonly type: 'object';
    readonly default: unknown;
    readonly description: string;
    readonly section?: string;
};

// plugin-api/plugin.d.ts
import type { PluginContext } from './context.js';
export interface Plugin {
    activate(context: PluginContext): void | Promise<void>;
    deactivate?(): void | Promise<void>;
}
export declare function definePlugin(plugin: Plugin): Plugin;

// plugin-api/processes.d.ts
import type { Disposable } from './disposable.js';
import type { Event, ReadonlyStore } from './event.js';
export interface ProcessOptions {
    readonly title: string;
    readonly command: string;
    readonly args?: readonly string[];
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly sideChannel?: boolean;
    readonly input?: string;
    readonly keepInput?: boolean;
    readonly logSource?: string;
    readonly ignoreLine?: (text: string) => boolean;
    readonly endLinesAtReturn?: boolean;
    readonly forceKillAfterMs?: number;
    readonly keepLines?: number;
}
export interface OutputLine {
    readonly stream: 'stdout' | 'stderr';
    readonly text: string;
    readonly at: number;
}
export interface LineBuffer {
    readonly firstLine: number;
    readonly endLine: number;
    lines(first: number, count: number): readonly OutputLine[];
    readonly onDidAppend: Event<{
        readonly first: number;
        readonly count: number;
    }>;
}
export type ProcessExit = {
    readonly kind: 'exited';
    readonly code: number;
} | {
    readonly kind: 'signalled';
    readonly signal: string;
    readonly forced: boolean;
} | {
    readonly kind: 'not-started';
    readonly error: Error;
};
export interface ManagedProcess extends Disposable {
    readonly id: string;
    readonly title: string;
    readonly pid: number | undefined;
    readonly startedAt: number;
    readonly output: LineBuffer;
    readonly onDidReceive: Event<string>;
    readonly exit: Promise<ProcessExit>;
    stop(): Promise<ProcessExit>;
    signal(signal: string): boolean;
    signalAll(signal: string): Promise<boolean>;
    write(text: string): boolean;
    endInput(): void;
}
export interface ProcessUsage {
    readonly cpuPercent: number;
    readonly rssBytes: number;
}
export interface PortOwner {
    readonly pid: number;
    readonly command: string;
    readonly startTime: string | undefined;
    readonly startedAt: number | undefined;
    readonly user: string;
    readonly isOurs: boolean;
    readonly isProtected: boolean;
}
export interface PortListener {
    readonly port: number;
    readonly address: string;
    readonly owner: PortOwner | undefined;
    readonly user: string | undefined;
}
export interface DetachedOptions {
    readonly args: readonly string[];
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
    readonly outputFile: string;
}
export interface Processes {
    spawn(options: ProcessOptions): ManagedProcess;
    readonly ownCommand: readonly string[];
    readonly all: ReadonlyStore<readonly ManagedProcess[]>;
    usage(pid: number): Promise<ProcessUsage | undefined>;
    portOwner(port: number): Promise<PortOwner | undefined>;
    portListeners(port?: number): Promise<readonly PortListener[]>;
    listens(pid: number, port: number): Promise<boolean | undefined>;
    startTime(pid: number): Promise<string | undefined>;
    stopForeign(pid: number, startTime: string): Promise<boolean>;
    startDetached(options: DetachedOptions): Promise<number>;
}

// plugin-api/screen.d.ts
import type { Disposable } from './disposable.js';
import type { ReadonlyStore } from './event.js';
import type { Grid } from './grid.js';
import type { StyledText } from './text.js';
export interface Tab {
    readonly grid: Grid;
    readonly isVisible: ReadonlyStore<boolean>;
    readonly size: ReadonlyStore<{
        readonly width: number;
        readonly height: number;
    }>;
    own<T extends Disposable>(item: T): T;
}
export interface Tabs {
    register(id: string, create: (tab: Tab) => void | Promise<void>): Disposable;
}
export interface StatusItem extends Disposable {
    set(text: StyledText, command?: string): void;
}
export interface Screen {
    readonly isInteractive: boolean;
    readonly size: ReadonlyStore<{
        readonly width: number;
        readonly height: number;
    }>;
    showTab(id: string): void;
    statusItem(options: {
        readonly align: 'left' | 'right';
        readonly priority?: number;
    }): StatusItem;
    notify(notification: {
        readonly severity: 'info' | 'success' | 'warning' | 'error';
        readonly message: string;
        readonly hint?: string | undefined;
    }): void;
    confirm(options: {
        readonly title: string;
        readonly detail?: string;
        readonly action: string;
        readonly keep?: string;
    }): Promise<boolean>;
    prompt(options: {
        readonly title: string;
        readonly value?: string;
        readonly placeholder?: string;
        readonly secret?: boolean;
    }): Promise<string | undefined>;
    pick<T>(options: {
        readonly title: string;
        readonly items: readonly {
            readonly label: string;
            readonly detail?: string;
            readonly isCurrent?: boolean;
            readonly value: T;
        }[];
    }): Promise<T | undefined>;
    edit(place: {
        readonly path: string;
        readonly line?: number | undefined;
    }): Promise<void>;
    copy(text: string): void;
}

// plugin-api/services.d.ts
import type { Disposable } from './disposable.js';
import type { Event } from './event.js';
declare const serviceType: unique symbol;
export interface ServiceKey<T> {
    readonly id: string;
    readonly [serviceType]?: (service: T) => T;
}
export declare function defineService<T>(id: string): ServiceKey<T>;
declare const factType: unique symbol;
export interface FactKey<T> {
    readonly id: string;
    readonly [factType]?: (fact: T) => T;
}
export declare function defineFact<T>(id: string): FactKey<T>;
export interface Services {
    provide<T>(key: ServiceKey<T>, service: NoInfer<T>): Disposable;
    require<T>(key: ServiceKey<T>): Promise<T>;
    find<T>(key: ServiceKey<T>): T | undefined;
}
export interface Facts {
    publish<T>(key: FactKey<T>, fact: NoInfer<T>): void;
    on<T>(key: FactKey<T>): Event<T>;
}
export {};

// plugin-api/testing/fake-clock.d.ts
import { type Clock, type Disposable } from '../index.js';
export declare class FakeClock implements Clock {
    #private;
    constructor(now?: number);
    now(): number;
    get pending(): number;
    setTimeout(callback: () => void, ms: number): Disposable;
    setInterval(callback: () => void, ms: number): Disposable;
    advance(ms: number): void;
}

// plugin-api/testing/index.d.ts
export * from './fake-clock.js';
export * from './test-context.js';
export * from './test-invocation.js';

// plugin-api/testing/test-config.d.ts
import type { Config, PluginManifest, SettingLayer, SettingSource } from '../index.js';
export declare function testConfig(manifest: PluginManifest, values: Readonly<Record<string, unknown>>, sources?: Readonly<Record<string, SettingSource>>, lower?: Readonly<Record<string, readonly SettingLayer[]>>): Config;

// plugin-api/testing/test-context.d.ts
import { type CommandHandler, type Plugin, type PluginContext, type PluginManifest, type Processes, type ReadonlyStore, type Screen, type SettingLayer, type SettingSource, type Tab } from '../index.js';
import { type TestInvocation, type TestInvocationResult } from './test-invocation.js';
export interface TestContextOptions {
    readonly manifest: PluginManifest;
    readonly root: string;
    readonly storageDir: string;
    readonly pluginDir?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly settingSources?: Readonly<Record<string, SettingSource>>;
    readonly lowerSettings?: Readonly<Record<string, readonly SettingLayer[]>>;
    readonly dotenv?: Variables | ReadonlyStore<Variables>;
    readonly processes?: Processes;
    readonly screen?: Partial<Screen>;
    readonly clock?: PluginContext['clock'];
}
type Variables = Readonly<Record<string, string>>;
type Notification = Parameters<Screen['notify']>[0];
export interface TestContext {
    readonly context: PluginContext;
    readonly notifications: readonly Notification[];
    readonly logged: readonly {
        readonly level: string;
        readonly message: string;
    }[];
    readonly secrets: readonly string[];
    readonly tabs: ReadonlyMap<string, (tab: Tab) => void | Promise<void>>;
    readonly handlers: ReadonlyMap<string, CommandHandler>;
    activate(plugin: Plugin): Promise<void>;
    runCommand(id: string): Promise<string | undefined>;
    runWord(name: string, invocation?: TestInvocation): Promise<TestInvocationResult>;
    dispose(): Promise<void>;
}
export declare function createTestContext(options: TestContextOptions): TestContext;
export {};

// plugin-api/testing/test-invocation.d.ts
import type { CliDialogue, CliHandler } from '../index.js';
export interface TestInvocation {
    readonly args?: readonly string[];
    readonly rest?: readonly string[];
    readonly flags?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
    readonly json?: boolean;
    readonly stdin?: readonly string[];
    readonly openDialogue?: () => CliDialogue;
    readonly signal?: AbortSignal;
    readonly onStdout?: (text: string) => void;
}
export interface TestInvocationResult {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
}
export declare function invoke(handler: CliHandler, given?: TestInvocation): Promise<TestInvocationResult>;

// plugin-api/testing/test-parts.d.ts
import { type Processes, type Screen, type TextTools } from '../index.js';
export declare const noProcesses: Processes;
export declare const plainText: TextTools;
export declare function silentScreen(notify: Screen['notify']): Screen;

// plugin-api/text.d.ts
export type TextStyle = 'default' | 'muted' | 'strong' | 'accent' | 'success' | 'warning' | 'error' | 'info' | 'added' | 'removed' | 'code' | 'match' | 'heading' | 'emphasis' | 'link' | 'quote' | 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'type';
export interface TextSpan {
    readonly text: string;
    readonly style?: TextStyle | undefined;
}
export type StyledText = string | readonly TextSpan[];
export interface HiddenCharacter {
    readonly at: number;
    readonly length: number;
    readonly name: string;
}
export interface TextTools {
    clean(text: string): string;
    width(text: string): number;
    truncate(text: string, cells: number, where?: 'end' | 'middle'): string;
    redact(text: string): string;
    redactLong(text: string): Promise<string>;
    countTokens(text: string, most?: number): Promise<number>;
    hiddenCharacters(text: string): readonly HiddenCharacter[];
}

// plugin-api/version.d.ts
export declare const API_VERSION = "1.0";

// plugin-api/widgets.d.ts
import type { SparklineHandle, LineChartHandle, GaugeHandle } from './widgets/charts.js';
import type { CodeOptions, CodeHandle } from './widgets/code.js';
import type { CustomOptions } from './widgets/custom.js';
import type { DiffOptions, DiffHandle } from './widgets/diff.js';
import type { EditorOptions, EditorHandle } from './widgets/editor.js';
import type { FormOptions, FormHandle } from './widgets/form.js';
import type { LogOptions, LogHandle } from './widgets/log.js';
import type { MarkdownOptions, MarkdownHandle } from './widgets/markdown.js';
import type { ButtonsOptions } from './widgets/buttons.js';
import type { ProgressHandle } from './widgets/progress.js';
import type { TableOptions, TableHandle } from './widgets/table.js';
import type { TextOptions, TextHandle } from './widgets/text.js';
import type { TreeOptions, TreeHandle } from './widgets/tree.js';
import type { WidgetKind, WidgetHandle, BaseOptions } from './widgets/widget.js';
export type * from './widgets/widget.js';
export type * from './widgets/text.js';
export type * from './widgets/table.js';
export type * from './widgets/log.js';
export type * from './widgets/form.js';
export type * from './widgets/editor.js';
export type * from './widgets/markdown.js';
export type * from './widgets/code.js';
export type * from './widgets/diff.js';
export type * from './widgets/tree.js';
export type * from './widgets/buttons.js';
export type * from './widgets/progress.js';
export type * from './widgets/charts.js';
export type * from './widgets/custom.js';
export declare const widgets: {
    text: WidgetKind<TextOptions, TextHandle>;
    table: <Row>() => WidgetKind<TableOptions<Row>, TableHandle<Row>>;
    log: WidgetKind<LogOptions, LogHandle>;
    form: WidgetKind<FormOptions, FormHandle>;
    editor: WidgetKind<EditorOptions, EditorHandle>;
    markdown: WidgetKind<MarkdownOptions, MarkdownHandle>;
    code: WidgetKind<CodeOptions, CodeHandle>;
    diff: WidgetKind<DiffOptions, DiffHandle>;
    tree: WidgetKind<TreeOptions, TreeHandle>;
    buttons: WidgetKind<ButtonsOptions, WidgetHandle>;
    progress: WidgetKind<BaseOptions, ProgressHandle>;
    sparkline: WidgetKind<BaseOptions, SparklineHandle>;
    lineChart: WidgetKind<BaseOptions, LineChartHandle>;
    gauge: WidgetKind<BaseOptions, GaugeHandle>;
    custom: WidgetKind<CustomOptions, WidgetHandle>;
};

// plugin-api/widgets/buttons.d.ts
import type { BaseOptions } from './widget.js';
export interface ButtonsOptions extends BaseOptions {
    readonly commands: readonly (string | {
        readonly command: string;
        label(): string;
    })[];
}

// plugin-api/widgets/charts.d.ts
import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle } from './widget.js';
export interface SparklineHandle extends WidgetHandle {
    setSeries(series: readonly {
        readonly title: StyledText;
        readonly style?: TextStyle;
        readonly points: readonly number[];
    }[]): void;
}
export interface LineChartHandle extends WidgetHandle {
    setSeries(series: readonly {
        readonly title: string;
        readonly style: TextStyle;
        readonly points: readonly {
            readonly x: string;
            readonly y: number;
        }[];
    }[]): void;
}
export interface GaugeHandle extends WidgetHandle {
    setPercent(percent: number): void;
}

// plugin-api/widgets/code.d.ts
import type { ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface CodeOptions extends BaseOptions {
    readonly empty?: StyledText;
}
export interface CodeContent {
    readonly text: string;
    readonly language?: string | undefined;
    readonly firstLine?: number;
    readonly marked?: {
        readonly startLine: number;
        readonly endLine: number;
    } | undefined;
    readonly uncovered?: readonly {
        readonly startLine: number;
        readonly endLine: number;
    }[] | undefined;
    readonly problems?: readonly {
        readonly line: number;
        readonly message: string;
    }[] | undefined;
}
export interface CodeHandle extends WidgetHandle {
    setCode(content: CodeContent | undefined): void;
    setEmpty(text: StyledText): void;
    reveal(line: number): void;
    readonly topLine: ReadonlyStore<number>;
}

// plugin-api/widgets/custom.d.ts
import type { Disposable } from '../disposable.js';
import type { BaseOptions } from './widget.js';
export interface CustomHost {
    readonly blessed: unknown;
    contrib(path: string): Promise<unknown>;
    readonly parent: unknown;
    requestFrame(): void;
    own<T extends Disposable>(item: T): T;
}
export interface CustomOptions extends BaseOptions {
    create(host: CustomHost): void | Promise<void>;
    onKey?(key: {
        readonly name: string;
        readonly ch: string | undefined;
        readonly ctrl: boolean;
        readonly meta: boolean;
        readonly shift: boolean;
    }): boolean;
}

// plugin-api/widgets/diff.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface DiffLine {
    readonly kind: 'context' | 'added' | 'removed';
    readonly text: string;
    readonly oldLine?: number | undefined;
    readonly newLine?: number | undefined;
    readonly problem?: string | undefined;
}
export interface DiffHunk {
    readonly id: string;
    readonly header: StyledText;
    readonly decision: 'open' | 'accepted' | 'rejected';
    readonly lines: readonly DiffLine[];
}
export interface DiffContent {
    readonly hunks: readonly DiffHunk[];
    readonly language?: string | undefined;
}
export interface DiffOptions extends BaseOptions {
    readonly empty?: StyledText;
}
export interface DiffHandle extends WidgetHandle {
    setDiff(content: DiffContent | undefined): void;
    setEmpty(text: StyledText): void;
    select(id: string): void;
    readonly selected: ReadonlyStore<DiffHunk | undefined>;
    readonly onDidActivate: Event<DiffHunk>;
    readonly onDidToggle: Event<DiffHunk>;
}

// plugin-api/widgets/editor.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface EditorSuggestions {
    readonly from: number;
    readonly items: readonly {
        readonly label: string;
        readonly detail?: string;
        readonly insert: string;
    }[];
}
export interface EditorOptions extends BaseOptions {
    readonly placeholder?: StyledText;
    readonly enter?: 'submit' | 'new-line';
    readonly wrap?: boolean;
    readonly lineNumbers?: boolean;
    readonly language?: string;
    readonly largePaste?: number;
    readonly clears?: boolean;
    suggest?(text: string, cursor: number): EditorSuggestions | undefined;
}
export interface EditorHandle extends WidgetHandle {
    text(): string;
    setText(text: string): void;
    insert(text: string): void;
    select(from: number, to?: number): void;
    setPlaceholder(text: StyledText): void;
    setLanguage(language: string | undefined): void;
    readonly cursor: ReadonlyStore<number>;
    readonly lines: ReadonlyStore<number>;
    readonly onDidChange: Event<void>;
    readonly onDidSubmit: Event<string>;
    readonly onDidPasteLarge: Event<string>;
    readonly onDidClear: Event<string>;
    readonly onDidLeave: Event<'up' | 'down'>;
}

// plugin-api/widgets/form.d.ts
import type { Event } from '../event.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export type FormValue = string | number | boolean;
export type FormField = {
    readonly id: string;
    readonly kind: 'text';
    readonly label: string;
    readonly width?: number;
    readonly placeholder?: string;
    readonly secret?: boolean;
} | {
    readonly id: string;
    readonly kind: 'number';
    readonly label: string;
    readonly width?: number;
    readonly minimum?: number;
    readonly maximum?: number;
} | {
    readonly id: string;
    readonly kind: 'select';
    readonly label: string;
    readonly choices: readonly string[];
} | {
    readonly id: string;
    readonly kind: 'toggle';
    readonly label: string;
} | {
    readonly id: string;
    readonly kind: 'button';
    readonly label: string;
    readonly command: string;
};
export interface FormOptions extends BaseOptions {
    readonly fields: readonly FormField[];
    readonly values?: Readonly<Record<string, FormValue>>;
    readonly escapeLeaves?: boolean;
}
export interface FormHandle extends WidgetHandle {
    values(): Readonly<Record<string, FormValue>>;
    problems(): Readonly<Record<string, string>>;
    setValues(values: Readonly<Record<string, FormValue>>): void;
    setChoices(id: string, choices: readonly string[]): void;
    setError(id: string, message: string | undefined): void;
    focusField(id: string, options?: {
        readonly select?: boolean;
    }): void;
    readonly onDidChange: Event<string>;
    readonly onDidReach: Event<string | undefined>;
    readonly onDidSubmit: Event<string>;
}

// plugin-api/widgets/log.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface LogOptions extends BaseOptions {
    readonly empty?: StyledText;
}
export interface LogSource {
    readonly first: number;
    readonly end: number;
    lines(first: number, count: number): readonly StyledText[];
}
export interface LogHandle extends WidgetHandle {
    setSource(source: LogSource): void;
    changed(): void;
    readonly following: ReadonlyStore<boolean>;
    follow(on: boolean): void;
    readonly cursor: ReadonlyStore<number | undefined>;
    goTo(line: number): void;
    setEmpty(text: StyledText): void;
    readonly onDidActivate: Event<number>;
}

// plugin-api/widgets/markdown.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface MarkdownMark {
    readonly text: string;
    readonly style: TextStyle;
    readonly sign?: string;
    readonly link?: string;
}
export interface MarkdownSection {
    readonly id: string;
    readonly header?: readonly StyledText[];
    readonly text: string;
    readonly marks?: readonly MarkdownMark[];
    readonly footer?: readonly StyledText[];
}
export type MarkdownStop = {
    readonly section: string;
} & ({
    readonly kind: 'section';
} | {
    readonly kind: 'link';
    readonly link: string;
} | {
    readonly kind: 'code';
    readonly language: string | undefined;
    readonly text: string;
});
export interface MarkdownOptions extends BaseOptions {
    readonly empty?: StyledText;
}
export interface MarkdownHandle extends WidgetHandle {
    setSections(sections: readonly MarkdownSection[]): void;
    setEmpty(text: StyledText): void;
    readonly following: ReadonlyStore<boolean>;
    follow(on: boolean): void;
    scrollTo(section: string): void;
    readonly selected: ReadonlyStore<MarkdownStop | undefined>;
    readonly onDidActivate: Event<MarkdownStop>;
    find(words: string | undefined): void;
    findNext(direction: 1 | -1): void;
    readonly found: ReadonlyStore<{
        readonly at: number;
        readonly count: number;
    } | undefined>;
}

// plugin-api/widgets/progress.d.ts
import type { StyledText, TextStyle } from '../text.js';
import type { WidgetHandle } from './widget.js';
export interface ProgressState {
    readonly done: number;
    readonly total: number | undefined;
    readonly label?: StyledText;
    readonly style?: TextStyle;
}
export interface ProgressHandle extends WidgetHandle {
    set(state: ProgressState | undefined): void;
}

// plugin-api/widgets/table.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface RowSource<Row> {
    count(): number;
    rows(first: number, count: number): readonly Row[];
    find?(id: string): number;
}
export interface TableColumn<Row> {
    readonly id: string;
    readonly title: string;
    readonly width: number | 'fill';
    readonly align?: 'left' | 'right';
    readonly cut?: 'end' | 'middle' | 'start';
    readonly minTableWidth?: number;
    cell(row: Row): StyledText;
    compare?(a: Row, b: Row): number;
    readonly greatestFirst?: boolean;
}
export interface TableOptions<Row> extends BaseOptions {
    readonly columns: readonly TableColumn<Row>[];
    id(row: Row): string;
    readonly empty?: StyledText;
    searchText?(row: Row): string;
    onPress?(row: Row, place: {
        readonly columnId: string;
        readonly cell: number;
    }): boolean;
}
export interface TableHandle<Row> extends WidgetHandle {
    setRows(rows: readonly Row[] | RowSource<Row>): void;
    setFilter(filter: ((row: Row) => boolean) | string | undefined): void;
    sort(columnId?: string, direction?: 'ascending' | 'descending'): void;
    readonly sorting: ReadonlyStore<{
        readonly columnId: string;
        readonly direction: 'ascending' | 'descending';
    } | undefined>;
    setEmpty(text: StyledText): void;
    select(id: string): void;
    readonly selected: ReadonlyStore<Row | undefined>;
    readonly shown: ReadonlyStore<number>;
    readonly onDidActivate: Event<Row>;
}

// plugin-api/widgets/text.d.ts
import type { Event } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface TextOptions extends BaseOptions {
    readonly wrap?: boolean;
    readonly empty?: StyledText;
}
export interface TextHandle extends WidgetHandle {
    setLines(lines: readonly StyledText[]): void;
    scrollTo(line: number): void;
    rowsFor(cells: number, count?: number): number;
    readonly onDidClick: Event<{
        readonly line: number;
        readonly cell: number;
    }>;
}

// plugin-api/widgets/tree.d.ts
import type { Event, ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
import type { WidgetHandle, BaseOptions } from './widget.js';
export interface TreeNode {
    readonly id: string;
    readonly label: StyledText;
    readonly detail?: StyledText;
    readonly children?: readonly TreeNode[];
}
export interface TreeOptions extends BaseOptions {
    readonly empty?: StyledText;
    readonly open?: readonly string[];
}
export interface TreeHandle extends WidgetHandle {
    setNodes(nodes: readonly TreeNode[]): void;
    setEmpty(text: StyledText): void;
    setOpen(id: string, isOpen: boolean): void;
    select(id: string): void;
    readonly selected: ReadonlyStore<TreeNode | undefined>;
    readonly onDidActivate: Event<TreeNode>;
    readonly onDidClick: Event<TreeNode>;
}

// plugin-api/widgets/widget.d.ts
import type { Disposable } from '../disposable.js';
import type { ReadonlyStore } from '../event.js';
import type { StyledText } from '../text.js';
export interface WidgetKind<Options, Handle extends WidgetHandle> {
    readonly kind: string;
    readonly types?: (options: Options) => Handle;
}
export interface WidgetHandle extends Disposable {
    setTitle(title: StyledText): void;
    focus(): void;
    readonly hasFocus: ReadonlyStore<boolean>;
    show(visible: boolean): void;
    place(row: number, col: number, rowSpan: number, colSpan: number): void;
}
export interface BaseOptions {
    readonly title?: StyledText;
    readonly border?: boolean;
    readonly focusable?: boolean;
    readonly focusId?: string;
}
