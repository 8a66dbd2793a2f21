/** So much of the text around a place is looked at. */
const reach = 160;

/** A name in backticks: `OrderIn`, `OrderRepository.find()`, `Order::find`. */
const quoted = '`([A-Za-z_$][\\w$]*(?:(?:\\.|::|#)[A-Za-z_$][\\w$]*)*)(?:\\(\\))?`';
/** Without them only what is surely a name: `create_order`, `OrderIn`, `find()`. */
const plain =
  '(?<![\\w.`/$])([A-Za-z][A-Za-z\\d]*(?:_[A-Za-z\\d]+)+|[A-Z][a-z\\d]+(?:[A-Z][A-Za-z\\d]*)+|[A-Za-z_][\\w.]*(?=\\(\\)))(?:\\(\\))?';
/** Between a name and its place. */
const link =
  '\\*{0,2}\\]?(?:,? (?:is |are )?(?:(?:defined|declared|implemented|found|located) )?(?:in|at|from) | ?)[\\[(]{0,2}[`"\']?$';

const before = [new RegExp(`${quoted}${link}`), new RegExp(`${plain}${link}`)];
const behind = new RegExp('^[`"\']?\\]? \\(' + quoted + '\\)');
/** Values of languages and names of products, not names of the project. */
const others =
  /^(?:none|null|nil|undefined|true|false|self|this|nan|javascript|typescript|github|gitlab|postgresql|fastapi|openai|openapi|graphql|devops)$/i;

/** The name that the text says is at a place: right before it, as in `OrderIn (app/schemas.py:8)`, or in parentheses behind it. */
export function symbolBeside(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
): string | undefined {
  const head = text.slice(Math.max(0, from - reach), from);
  const line = head.slice(head.lastIndexOf('\n') + 1);
  const found = before.map((expression) => expression.exec(line)?.[1]).find((name) => name !== undefined);
  const name = found ?? behind.exec(text.slice(to, to + reach))?.[1];
  return name === undefined || others.test(name) ? undefined : name;
}
