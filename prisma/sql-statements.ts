export type Statement = {
  /** Without comments, blanks made single. */
  text: string;
  /** The comments directly before it and in it. */
  comments: string[];
};

/** A comment, a text, a name in quotes, a body in dollars, or the end of a statement. */
const tokens = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|;|[^-/'"$;]+|[-/$]/g;

/** The statements of a migration, each with its comments. */
export function splitStatements(sql: string): Statement[] {
  const statements: Statement[] = [];
  let [text, comments]: [string, string[]] = ["", []];
  const finish = () => {
    const whole = text.replace(/\s+/g, " ").trim();
    if (whole) statements.push({ text: whole, comments });
    if (whole) comments = [];
    text = "";
  };
  for (const [token] of sql.matchAll(tokens)) {
    if (token === ";") finish();
    else if (token.startsWith("--")) comments.push(token.slice(2).trim());
    else if (!token.startsWith("/*")) text += token;
  }
  finish();
  return statements;
}

/** The parts of a list that commas part, those within brackets and quotes left whole. */
export function splitClauses(list: string): string[] {
  const clauses = [""];
  let depth = 0;
  for (const [token] of list.matchAll(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\s\S]/g)) {
    if (token === "(") depth++;
    if (token === ")") depth--;
    if (token === "," && depth === 0) clauses.push("");
    else clauses[clauses.length - 1] += token;
  }
  return clauses.map((clause) => clause.trim());
}
