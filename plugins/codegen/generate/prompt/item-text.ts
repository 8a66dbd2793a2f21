import type { CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';

/** A piece of context as the model reads it. */
export function itemText({ path, title, reason, startLine, text }: CodeContextItem): string {
  const from = startLine !== undefined && startLine > 1 ? ` from-line="${startLine}"` : '';
  const name = path === undefined ? `title=${JSON.stringify(title)}` : `path=${JSON.stringify(path)}`;
  return block('context', `${name}${from} why=${JSON.stringify(reason)}`, text);
}

/** Something of the project between two marks. */
export function block(tag: string, attributes: string, text: string): string {
  return `<${tag} ${attributes}>\n${text.endsWith('\n') ? text : `${text}\n`}</${tag}>`;
}
