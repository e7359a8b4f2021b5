import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The files that take longest, the longest first. They start before all others of their project, so that no core waits at the
 * end for one of them; on a fresh machine nothing else says how long a file takes. `npm test` prints the table to keep this by.
 */
export const slowestFiles = [
  "server/http/bodies.test.ts",
  "jobs/kill.test.ts",
  "test/faults/faults.test.ts",
  "server/boot/start.test.ts",
  "server/http/access/access.test.ts",
  "server/http/budgets.test.ts",
  "test/e2e/pages.test.ts",
  "test/e2e/cohort.test.ts",
  "test/e2e/main-job.test.ts",
  "test/e2e/quiz.test.ts",
  "test/e2e/authoring.test.ts",
  "test/e2e/timed-quiz.test.ts",
];

/** The slowest first, the others in the order in which they come. */
export function putSlowestFirst<F>(files: F[], pathOf: (file: F) => string): F[] {
  const rank = (file: F) => {
    const at = slowestFiles.indexOf(pathOf(file));
    return at === -1 ? slowestFiles.length : at;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/** Vitest's order of projects, and in each the slowest files first. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    const projects = [...new Set(usual.map(({ project }) => project))];
    return projects.flatMap((project) =>
      putSlowestFirst(
        usual.filter((file) => file.project === project),
        ({ moduleId }) => path.relative(this.ctx.config.root, moduleId),
      ),
    );
  }
}
