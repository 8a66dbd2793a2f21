import { tokenizerConfig, tokenizerJson, vocabularyOf } from '../../../../../fixtures/models/tiny-vocabulary.js';
import { writeFiles } from '../../../../../fixtures/models/write-files.js';
import { writeOnnx, type OnnxGraph, type OnnxNode } from '../../../../../fixtures/models/write-onnx.js';

/** The words of the tiny transformer; the vector of the first is [1, 0, 0, 0] and so on, `far` is [3, 4, 0, 0]. */
const words = { north: [1, 0, 0, 0], east: [0, 1, 0, 0], up: [0, 0, 1, 0], out: [0, 0, 0, 1], far: [3, 4, 0, 0] };
const vocabulary = vocabularyOf([...Object.keys(words), '[CLS]', '[SEP]', 'query:', 'passage:']);
const special: Readonly<Record<string, readonly number[]>> = {
  ...words,
  '[CLS]': [0, 0, 0, 10],
  '[SEP]': [0, 0, 0, -10],
  'query:': [0, 0, 5, 0],
  'passage:': [0, 0, -5, 0],
};
const rows = [...vocabulary.keys()].map((word) => special[word] ?? [0, 0, 0, 0]);

export interface TinyTransformer {
  /** Beside input_ids; attention_mask is added to every vector a hundredfold where it is 0, so that padding shows. */
  readonly inputs?: readonly string[];
  /** Of the ids. */
  readonly type?: 'int64' | 'int32';
  /** `sentence_embedding`: the vector of the whole text is its last token, doubled; beside last_hidden_state. */
  readonly output?: 'last_hidden_state' | 'sentence_embedding';
  /** Whether [CLS] and [SEP] stand around texts. */
  readonly isWrapped?: boolean;
  readonly files?: Readonly<Record<string, object>>;
  /** Where the weights go. */
  readonly weights?: string;
}

/** Makes a model of one layer that looks up the vectors of words, with what exporters put beside it. */
export async function makeTinyTransformer(dir: string, options: TinyTransformer = {}): Promise<void> {
  await writeFiles(dir, {
    'config.json': { model_type: 'bert', max_position_embeddings: 512 },
    'tokenizer.json': { ...tokenizerJson(vocabulary), post_processor: options.isWrapped ? template : null },
    'tokenizer_config.json': tokenizerConfig(),
    [options.weights ?? 'onnx/model.onnx']: writeOnnx(graphOf(options)),
    ...options.files,
  });
}

const template = {
  type: 'TemplateProcessing',
  single: [
    { SpecialToken: { id: '[CLS]', type_id: 0 } },
    { Sequence: { id: 'A', type_id: 0 } },
    { SpecialToken: { id: '[SEP]', type_id: 0 } },
  ],
  pair: [],
  special_tokens: {},
};

function graphOf({
  inputs = ['attention_mask'],
  output = 'last_hidden_state',
  type = 'int64',
}: TinyTransformer): OnnxGraph {
  const names = ['input_ids', ...inputs];
  const masked = inputs.includes('attention_mask');
  return {
    inputs: names.map((name) => ({ name, type, dims: ['batch', 'sequence'] })),
    outputs: [
      { name: 'last_hidden_state', type: 'float', dims: ['batch', 'sequence', 4] },
      ...(output === 'sentence_embedding' ? [{ name: output, type: 'float', dims: ['batch', 4] } as const] : []),
    ],
    nodes: [
      { type: 'Gather', inputs: ['vectors', 'input_ids'], outputs: [masked ? 'plain' : 'last_hidden_state'] },
      ...(masked ? maskNodes : []),
      ...(output === 'sentence_embedding' ? lastTokenNodes : []),
    ],
    constants: [
      { name: 'vectors', dims: [rows.length, 4], values: rows.flat() },
      { name: 'one', dims: [1], values: [1] },
      { name: 'hundred', dims: [1], values: [100] },
      { name: 'last_axis', dims: [1], values: [2], isInteger: true },
      { name: 'last', dims: [], values: [-1], isInteger: true },
      { name: 'double', dims: [4], values: [2, 0, 0, 0] },
    ],
  };
}

const maskNodes: readonly OnnxNode[] = [
  { type: 'Cast', inputs: ['attention_mask'], outputs: ['mask'], attributes: { to: 1 } },
  { type: 'Sub', inputs: ['one', 'mask'], outputs: ['absent'] },
  { type: 'Mul', inputs: ['absent', 'hundred'], outputs: ['noise'] },
  { type: 'Unsqueeze', inputs: ['noise', 'last_axis'], outputs: ['noise_each'] },
  { type: 'Add', inputs: ['plain', 'noise_each'], outputs: ['last_hidden_state'] },
];

const lastTokenNodes: readonly OnnxNode[] = [
  { type: 'Gather', inputs: ['last_hidden_state', 'last'], outputs: ['end'], attributes: { axis: 1 } },
  { type: 'Add', inputs: ['end', 'double'], outputs: ['sentence_embedding'] },
];
