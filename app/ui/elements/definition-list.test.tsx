import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { DefinitionList } from "./definition-list.tsx";

it("leaves out what has no value, whichever way that is said, and keeps a nought", () => {
  const values = { none: null, unknown: undefined, unmet: false, empty: "", nought: 0, some: "nine" };
  const items = Object.entries(values).map(([term, value]) => ({ term, value }));
  const terms = renderToStaticMarkup(<DefinitionList items={items} />).match(/(?<=<dt>)\w+/g);
  expect(terms).toEqual(["nought", "some"]);
});
