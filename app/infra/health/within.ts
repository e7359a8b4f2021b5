/**
 * What `work` gives, or an Error once `milliseconds` have gone by. A process that was itself too busy to look is not taken
 * for a silent other end: what has arrived meanwhile is read before time is called.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      setImmediate(() => setImmediate(() => reject(new Error(`no answer within ${milliseconds} ms`))));
    }, milliseconds);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
