import { expect, it } from "vitest";
import { type PageRequest, requireSameViewer } from "#app/http/page.server.ts";

const sent = (handle: string, viewer: string) =>
  requireSameViewer({
    actor: { handle },
    request: new Request("http://site.test/", { method: "POST", headers: { "X-Viewer": viewer } }),
  } as unknown as PageRequest);

it.each(["awa", "ليلى-حداد", "लक्ष्मीप्रसाद-देवकोटा", "ольга", "小明"])(
  "what a page of %s sends is theirs",
  async (handle) => {
    await expect(sent(handle, encodeURIComponent(handle))).resolves.toBeUndefined();
    await expect(sent(handle, encodeURIComponent("somebody"))).rejects.toMatchObject({ status: 401 });
  },
);
