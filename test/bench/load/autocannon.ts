import autocannon, { type Result } from "autocannon";
import { percentile } from "../setup/report.ts";

export type Load = { url: string; headers: Record<string, string>; connections: number; seconds: number };

/** Requests answered per second, and the milliseconds that half and 99 of 100 of them took at most. */
export type Figures = { perSecond: number; p50: number; p99: number; requests: number };

/** Asks for one page over and over on `connections` connections. Throws when an answer is not 200. */
export async function cannonade({ url, headers, connections, seconds }: Load): Promise<Figures> {
  const times: number[] = [];
  const began = performance.now();
  const result = await new Promise<Result>((resolve, reject) => {
    const options = { url, headers, connections, duration: seconds, timeout: 30 };
    const running = autocannon(options, (error, result) => (error ? reject(error as Error) : resolve(result)));
    // Its own histogram knows whole milliseconds only.
    running.on("response", (_client, _status, _bytes, milliseconds) => void times.push(milliseconds));
  });
  const took = Math.min((performance.now() - began) / 1000, result.duration || Number.POSITIVE_INFINITY);
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} refusals, ${result.errors} errors`);
  return {
    perSecond: times.length / took,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    requests: times.length,
  };
}
