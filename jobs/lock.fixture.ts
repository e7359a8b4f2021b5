import { makeProcessLocks } from "#app/infra/process-locks.server.ts";

/** A worker that holds the lock of the given name until it is killed. */
await makeProcessLocks().tryRun(process.argv[2]!, () => {
  process.send!("held");
  return new Promise(() => {});
});
