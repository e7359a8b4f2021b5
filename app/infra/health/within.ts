/** Milliseconds of one step. */
const STEP = 100;

/**
 * What `work` gives, or an Error once `milliseconds` have gone by for a process that has time. One that is itself late with
 * everything has not listened either: its time is counted in steps, so a step that took longer counts as one, and a silent
 * process is not taken for a silent other end.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    let left = Math.ceil(milliseconds / STEP);
    const step = () => {
      if (left-- === 0) return reject(new Error(`no answer within ${milliseconds} ms`));
      timer = setTimeout(step, STEP);
    };
    step();
  });
  work.catch(() => {});
  late.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
