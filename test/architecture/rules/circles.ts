import { type Edge, findCircles } from "../reader/circles.ts";
import { type House, type Import, folderOf, isGenerated } from "../reader/house.ts";
import { type Rule, between } from "./rule.ts";

/** No file reaches itself along imports, those of types included. */
export const noFileCircles: Rule = {
  name: "no circle of files",
  find: (house) => {
    const edges = inHouse(house).map(({ from, to, line }) => ({ from, to: to!, line }));
    return insideCircles(edges).map(({ from, to, line }) => between(from, to, line));
  },
};

/** Folders that stand side by side do not import each other round in a circle, at any depth. */
export const noFolderCircles: Rule = {
  name: "no circle of folders",
  find: (house) => {
    const edges = inHouse(house).flatMap(folderEdge);
    return insideCircles(edges).map(({ from, to, example }) => ({
      line: `${from}/ -> ${to}/`,
      at: `${example.from}:${example.line}`,
      why: `imports ${example.to}`,
    }));
  },
};

function inHouse(house: House): Import[] {
  return house.imports.filter(({ to }) => to !== null && !isGenerated(to));
}

/** Two files in different folders make an edge between the folders in which their ways part. */
function folderEdge(example: Import): (Edge & { example: Import })[] {
  const from = folderOf(example.from).split("/");
  const to = folderOf(example.to!).split("/");
  const parts = from.findIndex((name, depth) => name !== to[depth]);
  if (parts < 0 || parts >= to.length) return [];
  const cut = (folders: string[]) => folders.slice(0, parts + 1).join("/");
  return [{ from: cut(from), to: cut(to), example }];
}

/** The edges that have both ends in one circle. */
function insideCircles<E extends Edge>(edges: E[]): E[] {
  const circleOf = new Map<string, number>();
  for (const [at, circle] of findCircles(edges).entries()) for (const name of circle) circleOf.set(name, at);
  return edges.filter(({ from, to }) => from !== to && circleOf.has(from) && circleOf.get(from) === circleOf.get(to));
}
