import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';
import type { Node } from 'web-tree-sitter';

/** Something with a name that people look for. */
export interface SyntaxDefinition {
  readonly role: 'definition';
  readonly kind: CodeKind;
  /** Without what it lies in. `undefined`: it has none (a test, a route handler). */
  readonly name: string | undefined;
  /** One line. */
  readonly signature: string;
  /** Nodes among which its members are, with their comments. Each member becomes a chunk of its own. */
  readonly members?: readonly Node[] | undefined;
  /** Its first line says too little to stand alone (`impl Order {`): it goes with the first member. */
  readonly isBareHeader?: boolean | undefined;
  /** Only declared here (an overload): the definition of the same name that follows is one with it. */
  readonly isDeclaration?: boolean | undefined;
}

/** What a node of the tree is to the outline of the file. */
export type SyntaxItem =
  | SyntaxDefinition
  /** A comment, an attribute, a decorator that is a node of its own: goes with what follows directly. */
  | { readonly role: 'lead' }
  | { readonly role: 'code' }
  /** Definitions may be in it, as if they were here: `if TYPE_CHECKING:`, `extern "C" {`. */
  | { readonly role: 'inside'; readonly nodes: readonly Node[]; readonly scope?: string | undefined };

export interface SyntaxPlace {
  readonly text: string;
  /** Directly in a class. */
  readonly isMember: boolean;
}

/** What has to be known of a language to divide its files by their structure. */
export interface SyntaxLanguage {
  /** The grammar is `tree-sitter-<grammar>.wasm`. */
  readonly grammar: string;
  /** Asked for nodes at module level, in classes and what `inside` names: never for statements of functions. */
  describe(node: Node, place: SyntaxPlace): SyntaxItem;
  /** Names that a statement gives to values: asked of nodes that are `code` or a definition without a name. */
  names?(node: Node): readonly string[];
  /** Modules that a node at module level imports, as they are written. */
  imports(node: Node): readonly string[];
  /** Where an import may begin that is deeper in the tree (a global pattern): `imports` is asked of what is there. */
  readonly deepImports?: RegExp | undefined;
  /** How a line at the left edge begins that starts something new, whatever is broken above it. */
  readonly freshStart: RegExp;
  /** Whether tiny neighbours are joined though they have names: rules of a stylesheet. */
  readonly joinsTiny?: boolean | undefined;
}
