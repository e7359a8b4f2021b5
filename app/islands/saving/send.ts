import { type Answer, judge, type Theirs } from "./answer.ts";
import { patience } from "./pauses.ts";
import type { Reply } from "./ports.ts";

/** A request that may outlive its page is small by the browsers' rule: 64 KB. */
const mostKeptAlive = 60_000;

/**
 * Posts a body, for whom the page was made (another person may have signed in since in another window), and says what the answer
 * means; rejects, or resolves with null, when nothing was heard of it.
 */
export async function post<A extends Answer>(
  url: string,
  body: URLSearchParams | FormData,
  theirs: (answer: A) => Theirs | null,
): Promise<Reply<A> | null> {
  const keepalive = body instanceof URLSearchParams && String(body).length < mostKeptAlive;
  // Percent-encoded: a header carries no letters beyond Latin-1, and a request with "ليلى" in it is never sent.
  const headers = { "X-Viewer": encodeURIComponent(document.documentElement.dataset.viewer ?? "") };
  const response = await fetch(url, {
    method: "POST",
    headers,
    body,
    signal: AbortSignal.timeout(patience),
    keepalive,
  });
  const answer = (await response.json()) as A;
  const outcome = judge(response.status, answer, theirs);
  return outcome && { outcome, answer };
}
