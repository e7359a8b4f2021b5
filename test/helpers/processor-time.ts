/**
 * Milliseconds of processor time that `work` takes in this process. Guards against work that grows with the square of its
 * input: unlike the clock it does not count what other test files do on the same cores.
 */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  return since(before);
}

/** The least of three, for work so short that one collection of garbage is more. */
export function quietestTime(work: () => unknown): number {
  return Math.min(processorTime(work), processorTime(work), processorTime(work));
}

/** The same for work that is waited for; nothing else may go on in this process meanwhile. */
export async function processorTimeOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  return since(before);
}

function since(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
