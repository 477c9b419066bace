import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

/** What expressions of a workflow read: `github`, `secrets`, `vars`, `steps`, `job`… */
export type Contexts = Record<string, unknown>;

/** Whether a step before this one failed. */
export interface Progress {
  failed: boolean;
}

/** By the name that a workflow calls it: GitHub's library leaves these to who runs a job. */
const statusFunctions = {
  always: () => true,
  cancelled: () => false,
  failure: ({ failed }: Progress) => failed,
  success: ({ failed }: Progress) => !failed,
};

const toData = (value: unknown) => JSON.parse(JSON.stringify(value), data.reviver);

function evaluate(expression: string, contexts: Contexts, progress: Progress) {
  const functions = Object.entries(statusFunctions).map(([name, isTrue]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(isTrue(progress)),
  }));
  const { tokens } = new Lexer(expression).lex();
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse();
  const byName = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(parsed, toData(contexts), byName).evaluate();
}

/** A text with each `${{ … }}` in it replaced by its value. Throws where GitHub would refuse it. */
export const fill = (text: string, contexts: Contexts, progress: Progress): string =>
  text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_all, expression: string) =>
    evaluate(expression, contexts, progress).coerceString(),
  );

/**
 * Whether an `if` holds. As on GitHub, one that names no status function holds only as long as nothing
 * failed, and so does none.
 */
export function holds(
  condition: string | undefined,
  contexts: Contexts,
  progress: Progress,
): boolean {
  const expression = (condition ?? "").replace(/^\s*\$\{\{(.*)\}\}\s*$/s, "$1");
  const named = Object.keys(statusFunctions).some((name) => expression.includes(`${name}()`));
  if (!named && progress.failed) return false;
  if (expression.trim() === "") return true;
  return isTruthy(evaluate(expression, contexts, progress));
}

const isTruthy = (value: data.ExpressionData): boolean =>
  value.kind === data.Kind.Boolean ? value.value : !["", "0", "NaN"].includes(value.coerceString());
