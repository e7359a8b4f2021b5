import { findWay, importsByFile } from "../reader/reach.ts";
import { type Rule, between } from "./rule.ts";

const pages = /^app\/((routes|http|ui|islands|i18n|lib)\/|(root|entry\.\w+)\.tsx$)/;
const stores = /^(app\/infra\/(db|queue)\.server\.ts|prisma\/generated\/client\.ts)$/;
const modules = /^app\/modules\//;

/** A page reaches the database and the queue through a module, by whatever way round. */
export const pagesReachNoStore: Rule = {
  name: "pages reach the database and the queue through modules only",
  find: (house) => {
    const next = importsByFile(house.imports);
    return [...house.sources.keys()]
      .filter((file) => pages.test(file) && !/\.test\./.test(file))
      .flatMap((file) => {
        const way = findWay(
          file,
          next,
          (one) => stores.test(one),
          (one) => !modules.test(one),
        );
        return way ? [{ line: `${file} -> ${way.at(-1)}`, at: file, why: way.join(" -> ") }] : [];
      });
  },
};

const domainOf = (file: string) => /^app\/routes\/([^/]+)\//.exec(file)?.[1];

/** What two domains show alike stands in app/ui, what they ask alike in a module. */
export const routesApart: Rule = {
  name: "a domain's routes import no other domain's routes",
  find: (house) =>
    house.imports.flatMap(({ from, to, line }) => {
      const own = domainOf(from);
      const other = to === null ? undefined : domainOf(to);
      return own && other && own !== other ? [between(from, to!, line)] : [];
    }),
};
