/** What one person makes of one statement. */
export type CastVote = { person: string; statement: string; choice: "agree" | "pass" | "disagree" };

/** People by statements: 1 agrees, -1 disagrees, 0 passes, null has not voted. */
export type VoteMatrix = { people: string[]; statements: string[]; rows: (number | null)[][] };

const valueOf = { agree: 1, pass: 0, disagree: -1 } as const;

/**
 * Votes as a matrix of those people who voted on `atLeast` statements, or on all where there are fewer. Rows and columns are in the order of
 * their ids, so that the same votes always make the same matrix.
 */
export function toVoteMatrix(votes: readonly CastVote[], { atLeast }: { atLeast: number }): VoteMatrix {
  const statements = [...new Set(votes.map(({ statement }) => statement))].sort();
  const columnOf = new Map(statements.map((id, column) => [id, column]));
  const byPerson = new Map<string, (number | null)[]>();
  for (const { person, statement, choice } of votes) {
    const row = byPerson.get(person) ?? statements.map(() => null);
    row[columnOf.get(statement)!] = valueOf[choice];
    byPerson.set(person, row);
  }
  const enough = Math.min(atLeast, statements.length);
  const people = [...byPerson.keys()].filter((id) => countOf(byPerson.get(id)!) >= enough).sort();
  return { people, statements, rows: people.map((id) => byPerson.get(id)!) };
}

/** How many votes a row, or a column, has. */
export function countOf(values: readonly (number | null)[]): number {
  return values.reduce((count: number, value) => (value === null ? count : count + 1), 0);
}
