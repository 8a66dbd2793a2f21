import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import ts from 'typescript';

/**
 * What the official clients expect, as JSON schemas: made of the types of the packages `openai` and `@anthropic-ai/sdk`, which their vendors
 * generate from their own OpenAPI documents.
 */
export interface ShapeOptions {
  /** Other fields than those are faults, as they are in requests. */
  readonly closed?: boolean;
  /** What may be `null` may be left out: so are the answers of servers that are older than the types. */
  readonly nullsMayMiss?: boolean;
}

const ROOTS = `
import type * as Chat from 'openai/resources/chat/completions/completions';
import type * as Completions from 'openai/resources/completions';
import type * as Embeddings from 'openai/resources/embeddings';
import type * as Files from 'openai/resources/files';
import type * as Uploads from 'openai/resources/uploads/uploads';
import type * as Parts from 'openai/resources/uploads/parts';
import type * as Models from 'openai/resources/models';
import type * as Jobs from 'openai/resources/fine-tuning/jobs/jobs';
import type * as Checkpoints from 'openai/resources/fine-tuning/jobs/checkpoints';
import type * as Shared from 'openai/resources/shared';
import type * as Messages from '@anthropic-ai/sdk/resources/messages/messages';
import type * as ClaudeModels from '@anthropic-ai/sdk/resources/models';
import type * as ClaudeErrors from '@anthropic-ai/sdk/resources/shared';

export interface Roots {
  ChatCompletion: Chat.ChatCompletion;
  ChatCompletionChunk: Chat.ChatCompletionChunk;
  ChatCompletionCreateParams: Chat.ChatCompletionCreateParamsBase;
  Completion: Completions.Completion;
  CreateEmbeddingResponse: Embeddings.CreateEmbeddingResponse;
  FileObject: Files.FileObject;
  FileDeleted: Files.FileDeleted;
  Upload: Uploads.Upload;
  UploadPart: Parts.UploadPart;
  Model: Models.Model;
  FineTuningJob: Jobs.FineTuningJob;
  FineTuningJobEvent: Jobs.FineTuningJobEvent;
  FineTuningJobCheckpoint: Checkpoints.FineTuningJobCheckpoint;
  ErrorObject: Shared.ErrorObject;
  Message: Messages.Message;
  RawMessageStreamEvent: Messages.RawMessageStreamEvent;
  MessageTokensCount: Messages.MessageTokensCount;
  MessageCreateParams: Messages.MessageCreateParamsBase;
  ModelInfo: ClaudeModels.ModelInfo;
  ErrorResponse: ClaudeErrors.ErrorResponse;
}`;

type Schema = Record<string, unknown>;

const root = join(import.meta.dirname, '../..');
const virtual = join(root, 'spec/support/client-roots.ts');
const validators = new Map<string, ValidateFunction>();
let program: { readonly checker: ts.TypeChecker; readonly roots: ts.Type } | undefined;

/** What is wrong with `value` in the eyes of the type of that name; empty: nothing. */
export function clientFaults(name: string, value: unknown, options: ShapeOptions = {}): readonly string[] {
  const key = JSON.stringify([name, options]);
  let validate = validators.get(key);
  if (!validate)
    validators.set(key, (validate = new Ajv({ strict: false, allErrors: true }).compile(schemaOf(name, options))));
  return validate(value) ? [] : (validate.errors ?? []).map(faultText);
}

function faultText({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`;
}

function schemaOf(name: string, options: ShapeOptions): Schema {
  program ??= readTypes();
  const property = program.roots.getProperty(name);
  if (!property) throw new Error(`no root is called ${name}`);
  const converter = new Converter(program.checker, options);
  const schema = converter.schema(program.checker.getTypeOfSymbol(property));
  return { ...schema, definitions: converter.definitions };
}

function readTypes(): NonNullable<typeof program> {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es5.d.ts'],
  };
  const host = ts.createCompilerHost(options);
  const modules = ts.createModuleResolutionCache(root, (name) => name, options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === virtual || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === virtual ? ts.createSourceFile(path, ROOTS, ts.ScriptTarget.ES2022) : getSourceFile(path, ...rest);
  // The classes that send requests would bring the whole of both packages in; the shapes are in these files only.
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => {
      const found = ts.resolveModuleName(text, from, options, host, modules);
      return /\/resources\//.test(found.resolvedModule?.resolvedFileName ?? '') ? found : { resolvedModule: undefined };
    });
  const compiled = ts.createProgram([virtual], options, host);
  const checker = compiled.getTypeChecker();
  const declared = compiled.getSourceFile(virtual)?.statements.find(ts.isInterfaceDeclaration);
  if (!declared) throw new Error('the roots could not be read');
  return { checker, roots: checker.getTypeAtLocation(declared.name) };
}

/** Types as the compiler knows them to JSON Schema, draft 7. Throws for what it does not know: a type that is let through checks nothing. */
class Converter {
  readonly definitions: Record<string, Schema> = {};
  readonly #checker: ts.TypeChecker;
  readonly #options: ShapeOptions;
  readonly #names = new Map<ts.Type, string>();

  constructor(checker: ts.TypeChecker, options: ShapeOptions) {
    this.#checker = checker;
    this.#options = options;
  }

  schema(type: ts.Type): Schema {
    const { flags } = type;
    // A type that was not found would take anything.
    if ((type as { intrinsicName?: string }).intrinsicName === 'error') throw new Error('a type is not there');
    if ((flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0) return {};
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value };
    if ((flags & ts.TypeFlags.BooleanLiteral) !== 0) return { const: this.#checker.typeToString(type) === 'true' };
    if ((flags & ts.TypeFlags.String) !== 0) return { type: 'string' };
    if ((flags & ts.TypeFlags.Number) !== 0) return { type: 'number' };
    if ((flags & ts.TypeFlags.Boolean) !== 0) return { type: 'boolean' };
    if ((flags & ts.TypeFlags.Null) !== 0) return { type: 'null' };
    if (type.isUnion()) return this.#union(type);
    if (type.isIntersection()) return this.#intersection(type);
    if (this.#checker.isArrayType(type)) return this.#array(type as ts.TypeReference);
    if ((flags & ts.TypeFlags.Object) !== 0) return this.#reference(type);
    throw new Error(`no schema for ${this.#checker.typeToString(type)}`);
  }

  #union(type: ts.UnionType): Schema {
    const said = type.types.filter(({ flags }) => (flags & ts.TypeFlags.Undefined) === 0);
    const schemas = said.map((one) => this.schema(one));
    return schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas };
  }

  /** `string & {}`: any other text beside those that are named. */
  #intersection(type: ts.IntersectionType): Schema {
    const [first] = type.types;
    if (first && (first.flags & ts.TypeFlags.String) !== 0) return { type: 'string' };
    throw new Error(`no schema for ${this.#checker.typeToString(type)}`);
  }

  #array(type: ts.TypeReference): Schema {
    const [item] = this.#checker.getTypeArguments(type);
    return { type: 'array', items: item ? this.schema(item) : {} };
  }

  #reference(type: ts.Type): Schema {
    const known = this.#names.get(type);
    if (known !== undefined) return { $ref: `#/definitions/${known}` };
    const name = `${type.symbol.name.replace(/\W/g, '')}${this.#names.size}`;
    this.#names.set(type, name);
    this.definitions[name] = this.#object(type);
    return { $ref: `#/definitions/${name}` };
  }

  #object(type: ts.Type): Schema {
    const properties = this.#checker.getPropertiesOfType(type);
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const mayMiss = (property: ts.Symbol) =>
      this.#options.nullsMayMiss === true && isNullable(this.#checker.getTypeOfSymbol(property));
    const isRequired = (property: ts.Symbol) => (property.flags & ts.SymbolFlags.Optional) === 0 && !mayMiss(property);
    return {
      type: 'object',
      properties: Object.fromEntries(
        properties.map((property) => [property.name, this.schema(this.#checker.getTypeOfSymbol(property))]),
      ),
      required: properties.filter(isRequired).map(({ name }) => name),
      ...(index
        ? { additionalProperties: this.schema(index) }
        : this.#options.closed === true && { additionalProperties: false }),
    };
  }
}

function isNullable(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(({ flags }) => (flags & ts.TypeFlags.Null) !== 0);
}
