import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { post } from "./send.ts";

const dataset: { viewer?: string } = {};
beforeEach(() => {
  dataset.viewer = "awa";
  vi.stubGlobal("document", { documentElement: { dataset } });
});
afterEach(() => vi.unstubAllGlobals());

function answerWith(status: number, body: unknown) {
  const fetch = vi.fn<(url: string, request: RequestInit) => Promise<Response>>(async () =>
    Response.json(body, { status }),
  );
  vi.stubGlobal("fetch", fetch);
  return () => fetch.mock.calls.at(-1)![1];
}

test("says what the answer means, and nothing of one that means nothing", async () => {
  answerWith(200, { version: 2, message: "Saved" });
  expect(await post("/save", new URLSearchParams("a=1"), () => null)).toEqual({
    outcome: { kind: "taken", version: "2" },
    answer: { version: 2, message: "Saved" },
  });
  answerWith(409, { version: 3, there: "theirs" });
  const theirs = ({ there, version }: { there?: string; version?: number }) =>
    there === undefined ? null : { text: there, version: String(version) };
  expect((await post("/save", new URLSearchParams(), theirs))?.outcome).toEqual({
    ...{ kind: "conflict", text: "theirs", version: "3" },
  });
  answerWith(503, {});
  expect(await post("/save", new URLSearchParams(), () => null)).toBeNull();
});

test("outlives its page where the browser allows it: small, and no file with it", async () => {
  const request = answerWith(200, { version: 2 });
  const outlives = async (body: URLSearchParams | FormData) => {
    await post("/save", body, () => null);
    return request().keepalive;
  };
  expect(await outlives(new URLSearchParams("a=1"))).toBe(true);
  expect(await outlives(new URLSearchParams({ a: "é".repeat(10_001) }))).toBe(false);
  expect(await outlives(new FormData())).toBe(false);
});

test("says whom the page was made for", async () => {
  const request = answerWith(200, { version: 2 });
  await post("/save", new URLSearchParams(), () => null);
  expect(request().headers).toEqual({ "X-Viewer": "awa" });
  // A handle is in the letters of its name; a header is not.
  for (const handle of ["ليلى-حداد", "लक्ष्मीप्रसाद", "ольга", "小明", "zoë"]) {
    dataset.viewer = handle;
    await post("/save", new URLSearchParams(), () => null);
    expect(new Headers(request().headers).get("X-Viewer")).toBe(encodeURIComponent(handle));
  }
  delete dataset.viewer;
  await post("/save", new URLSearchParams(), () => null);
  expect(request().headers).toEqual({ "X-Viewer": "" });
});

test("does not wait for ever", async () => {
  const timeout = vi.spyOn(AbortSignal, "timeout");
  const request = answerWith(200, { version: 2 });
  await post("/save", new URLSearchParams(), () => null);
  expect(timeout).toHaveBeenCalledExactlyOnceWith(15_000);
  expect(request().signal).toBe(timeout.mock.results[0]!.value);
});
