import { describe, expect, it } from "vitest";
import { describeOpinions, groupLetter, selectStatements } from "./opinions.ts";

type Row = (number | null)[];
const times = (count: number, row: Row): Row[] => Array.from({ length: count }, () => [...row]);

describe("what is shown of opinions", () => {
  const rows = [
    ...times(8, [1, 1, 1]),
    ...times(2, [1, -1, null]),
    ...times(6, [1, -1, 0]),
    ...times(1, [1, -1, null]),
  ];
  const statements = ["a", "b", "c"];
  const people = rows.map((_, index) => String(index));
  const labels = rows.map((_, index) => (index < 8 ? 0 : 1));
  const places = rows.map((_, index) => [index < 8 ? -1 : 2, index < 8 ? 1 : -1] as const);
  const grouped = describeOpinions({ people, statements, rows }, { places, labels, sizes: [8, 9] });

  it("are tenths of each group, never all or none of it", () => {
    expect(grouped).toMatchObject({
      people: 17,
      groups: [
        { size: 8, x: -1, y: 1 },
        { size: 9, x: 2, y: -1 },
      ],
    });
    const all = { agree: 9, disagree: 1 };
    expect(grouped.statements).toEqual([
      { id: "a", shares: [all, all] },
      { id: "b", shares: [all, { agree: 1, disagree: 9 }] },
      { id: "c", shares: [all, { agree: 2, disagree: 2 }] },
    ]);
  });

  it.each([5, 6, 7, 12, 40])("are the same of %i people whether all of them agree or all but one", (count) => {
    const sharesOf = (votes: Row[]) => {
      const matrix = { people: votes.map((_, index) => String(index)), statements: ["a"], rows: votes };
      return describeOpinions(matrix, { places: [], labels: null, sizes: [] }).statements[0]!.shares;
    };
    const [agree, disagree] = [sharesOf(times(count, [1])), sharesOf(times(count, [-1]))];
    for (const other of [-1, 0]) expect(sharesOf([...times(count - 1, [1]), [other]])).toEqual(agree);
    expect(sharesOf([...times(count - 1, [-1]), [1]])).toEqual(disagree);
  });

  it("are nothing of fewer than five votes, and then not of everybody either", () => {
    const few = describeOpinions(
      { people, statements, rows: rows.map((row, index) => (index > 11 ? [row[0]!, null, null] : row)) },
      { places, labels, sizes: [8, 9] },
    );
    expect(few.statements[1]!.shares).toEqual([{ agree: 9, disagree: 1 }, null]);
    const alone = describeOpinions(
      { people: ["1"], statements, rows: times(4, [1, 1, 1]) },
      { places: [], labels: null, sizes: [] },
    );
    expect(alone.statements.map(({ shares }) => shares)).toEqual([[null], [null], [null]]);
    expect(selectStatements(alone)).toEqual({ unite: [], divide: [] });
  });

  it("are the statements that most of every group agree or disagree with, and those on which groups are apart", () => {
    expect(selectStatements(grouped)).toEqual({ unite: ["a"], divide: ["b", "c"] });
    const shares = [
      { agree: 1, disagree: 8 },
      { agree: 2, disagree: 7 },
    ];
    expect(selectStatements({ groups: grouped.groups, statements: [{ id: "no", shares }] }).unite).toEqual(["no"]);
    const one = { agree: 7, disagree: 2 };
    expect(selectStatements({ groups: [], statements: [{ id: "x", shares: [one] }] })).toEqual({
      unite: ["x"],
      divide: [],
    });
    const many = Array.from({ length: 9 }, (_, index) => ({ id: String(index), shares: [one] }));
    expect(selectStatements({ groups: [], statements: many }).unite).toHaveLength(5);
  });

  it("calls groups by letters", () => {
    expect([0, 1, 4].map(groupLetter)).toEqual(["A", "B", "E"]);
  });
});
