import { existsSync, writeFileSync } from "node:fs";
import { beSideProgram } from "./be-side-program.ts";
import { SideProgram } from "./side-program.server.ts";

export type Question = { is: "say"; text: string } | { is: "fail" | "die" | "hang" } | { is: "die once"; mark: string };

/** The side program of the test beside it, or, with `asks`, a process that has one and says which. */
if (process.argv[2] === "asks") {
  const side = new SideProgram({ name: "side-program-fixture", source: "app/infra/memory/side-program.fixture.ts" });
  await side.ask({ is: "say", text: "" } satisfies Question);
  process.send!(side.pid);
  setInterval(() => {}, 1000);
} else if (process.send) beSideProgram(answer);

async function answer(question: Question): Promise<unknown> {
  if (question.is === "say") return { text: question.text, pid: process.pid, bytes: Buffer.from(question.text) };
  if (question.is === "fail") throw new Error("It cannot be made.");
  if (question.is === "die once" && existsSync(question.mark)) return "made by the second";
  if (question.is === "die once") writeFileSync(question.mark, "");
  if (question.is !== "hang") process.kill(process.pid, "SIGKILL");
  return new Promise(() => {});
}
