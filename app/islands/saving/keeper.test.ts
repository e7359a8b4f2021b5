import { describe, expect, test, vi } from "vitest";
import type { Copy } from "./copy.ts";
import { useDevice } from "./device.fixture.ts";
import { fingerprint } from "./fingerprint.ts";
import { openKeeper } from "./keeper.ts";
import type { SaveState } from "./state.ts";

const device = useDevice();

function openPage(saved = "", hasArrived?: (copy: Copy) => boolean, typed = saved) {
  const field = { value: typed };
  const states: SaveState[] = [];
  const keeper = openKeeper({
    key: "post",
    version: { value: "" },
    saved,
    read: () => field.value,
    fill: (text) => (field.value = text),
    show: (state) => states.push(state),
    ...(hasArrived && { hasArrived }),
  });
  const type = (text: string) => {
    field.value = text;
    keeper.changed();
  };
  return { ...keeper, field, type, last: () => states.at(-1) };
}

describe("a text that the person sends themselves", () => {
  test("is kept at every letter, found again, and said to be", () => {
    const page = openPage();
    expect(page.last()).toBeUndefined();
    page.type("Half a thought");
    expect(page.last()).toEqual({ kind: "kept", at: new Date(), isRestored: false });
    const written = new Date();
    vi.advanceTimersByTime(60_000);
    const again = openPage();
    expect(again.field.value).toBe("Half a thought");
    expect(again.last()).toEqual({ kind: "kept", at: written, isRestored: true });
  });

  test("is not kept once it is what the page came with", () => {
    const page = openPage("As it was");
    page.type("Changed");
    page.type("As it was");
    expect([page.last()?.kind, device.keys()]).toEqual(["clean", []]);
  });

  test("is kept though it was typed before the script came, and goes below what was kept before", () => {
    expect(openPage("", undefined, "body=Early").last()?.kind).toBe("kept");
    device.replace();
    openPage().type("body=One%0ATwo");
    const page = openPage("", undefined, "body=Early");
    expect(new URLSearchParams(page.field.value).get("body")).toBe("One\nTwo\n\nEarly");
    expect(openPage().field.value).toBe(page.field.value);
  });

  test("is forgotten when it is discarded", () => {
    const page = openPage();
    page.type("Never mind");
    page.field.value = "";
    page.forget();
    expect([page.last()?.kind, device.keys()]).toEqual(["clean", []]);
  });

  test("stays on the device while its form is sent, marked as sent, until it has arrived", () => {
    const page = openPage();
    page.type("Sent into a tunnel");
    expect(page.mayLeave(() => expect.fail())).toBe(true);
    expect(openPage().field.value).toBe("Sent into a tunnel");
    const arrived = openPage("", ({ sent, text }) => sent.includes(fingerprint(text)));
    expect([arrived.field.value, device.keys()]).toEqual(["", []]);
  });

  test("that is discarded begins anew with what is in the field, and leaves what another tab has written", () => {
    const other = openPage();
    openPage().type("Never mind");
    const page = openPage();
    page.field.value = "A new start";
    page.forget();
    expect([page.last()?.kind, device.keys()]).toEqual(["clean", []]);
    page.type("A new start");
    expect(device.keys()).toEqual([]);
    other.type("Of another tab");
    page.forget();
    expect(openPage().field.value).toBe("Of another tab");
  });

  test("is said to be lost where the browser keeps nothing, and then the page asks before it is closed", () => {
    const page = openPage();
    page.type("kept");
    expect(page.mayLose()).toBe(false);
    device.fill();
    page.type("not kept");
    expect([page.last()?.kind, page.mayLose()]).toEqual(["lost", true]);
    page.mayLeave(() => {});
    expect(page.mayLose()).toBe(false);
    page.stay();
    expect(page.mayLose()).toBe(true);
    page.mayLeave(() => {});
    page.type("written on, as the form did not go");
    expect(page.mayLose()).toBe(true);
    page.type("");
    expect(page.mayLose()).toBe(false);
  });
});
