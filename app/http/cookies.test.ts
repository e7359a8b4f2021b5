import { describe, expect, it, test } from "vitest";
import { readCookie, writeCookie } from "#app/http/cookies.ts";

describe("a cookie", () => {
  it("is read decoded, by its whole name, the first of two", () => {
    const header = "xlang=no; lang=fr; flash=forum.saved%3B%20ok ; lang=ar";
    expect(readCookie(header, "lang")).toBe("fr");
    expect(readCookie(header, "flash")).toBe("forum.saved; ok");
  });

  it.each([
    ["no header", undefined],
    ["an empty header", ""],
    ["other cookies", "xlang=fr; langx=fr"],
    ["a name without a value", "lang"],
    ["a value that cannot be decoded", "lang=%E0%A4%A"],
  ])("is null for %s", (_, header) => {
    expect(readCookie(header, "lang")).toBeNull();
  });

  it.each(["__proto__", "toString", "constructor"])("is null for %s, which no header named", (name) => {
    expect(readCookie("lang=fr", name)).toBeNull();
  });

  it("comes back as it was written", () => {
    const value = "a=b; c, «é» ع";
    expect(readCookie(writeCookie("kept", value, { maxAge: 60, secure: false }).split(";")[0], "kept")).toBe(value);
  });
});

const attributes = (cookie: string) => cookie.split("; ").sort();

test("a written cookie is for the whole site, hidden from scripts, and goes over HTTPS alone where there is one", () => {
  const usual = ["HttpOnly", "Max-Age=60", "Path=/", "SameSite=Lax", "a=1"];
  expect(attributes(writeCookie("a", "1", { maxAge: 60, secure: false }))).toEqual(usual);
  expect(attributes(writeCookie("a", "1", { maxAge: 60, secure: true }))).toEqual([...usual, "Secure"].sort());
  const open = usual.filter((attribute) => attribute !== "HttpOnly");
  expect(attributes(writeCookie("a", "1", { maxAge: 60, secure: false, httpOnly: false }))).toEqual(open);
});

test("a cookie is cleared by an age of nothing", () => {
  expect(attributes(writeCookie("a", "", { maxAge: 0, secure: false }))).toContain("Max-Age=0");
});
