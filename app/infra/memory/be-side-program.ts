import type { SideProgramAnswer } from "./side-program.server.ts";

/**
 * Makes this process a side program (`side-program.server.ts`): each message is a question, which `work` answers.
 * It ends when the process that
 * asks is gone or has let it go, and not by the signals that a terminal or a service manager sends to all.
 */
export function beSideProgram<Question>(work: (question: Question) => Promise<unknown>): void {
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
  process.on("disconnect", () => process.exit());
  process.on("message", (question) => {
    void work(question as Question).then(
      (made) => answer({ made }),
      (error: unknown) => answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
}

function answer(is: SideProgramAnswer): void {
  // Nobody to hear it: then the end comes by "disconnect".
  if (process.connected) process.send!(is, undefined, undefined, () => {});
}
