import { parseCookie, stringifySetCookie } from "cookie";

/** The cookie with the secret of a saved form: the name that browsers hold it under already. */
export const savedFormCookie = "kept";

/** The value of one cookie of a `Cookie` header, decoded; null when absent or not decodable. */
export function readCookie(header: string | null | undefined, name: string): string | null {
  return parseCookie(header ?? "", { decode })[name] ?? null;
}

type CookieOptions = { maxAge: number; httpOnly?: boolean; secure: boolean };

/** A Set-Cookie value for the whole site, SameSite=Lax. `maxAge` in seconds; 0 clears it. */
export function writeCookie(name: string, value: string, { maxAge, httpOnly = true, secure }: CookieOptions): string {
  return stringifySetCookie({ name, value, path: "/", maxAge, sameSite: "lax", httpOnly, secure });
}

/** The library's own would give a value that cannot be decoded as it came. */
function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
