import { createHash } from "node:crypto";
import { pictureSize } from "#app/infra/storage/picture-size.ts";
import { fieldError } from "#app/infra/app-error.ts";
import { logoKibibytes, logoPixels } from "./limits.ts";

export type CheckedLogo = { file: string; bytes: Uint8Array; width: number; height: number };

/** What a logo may be, by its content. SVG is left out: it can carry a script. */
const types: Record<string, string> = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" };

/**
 * Looks at a picture before it becomes the logo: what it is by its content, how large. Its name is made of its content, so
 * that browsers may keep it for ever. Throws 400 "error.form" with the reason beside the field `logo`.
 */
export function checkLogo(bytes: Uint8Array): CheckedLogo {
  if (bytes.length > logoKibibytes * 1024) throw fieldError("logo", "admin.site.logo_heavy", { max: logoKibibytes });
  const { type, width, height } = pictureSize(bytes) ?? { type: "", width: 0, height: 0 };
  if (!types[type] || !(width > 0 && height > 0)) throw fieldError("logo", "admin.site.logo_type");
  if (Math.max(width, height) > logoPixels) throw fieldError("logo", "admin.site.logo_large", { max: logoPixels });
  const name = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return { file: `${name}.${type}`, bytes, width, height };
}

/** The media type of a logo's file; null for a name that no logo has. */
export function logoType(file: string): string | null {
  return types[/^[0-9a-f]{16}\.(\w+)$/.exec(file)?.[1] ?? ""] ?? null;
}

/** Where the logo is kept. */
export function logoKey(file: string): string {
  return `site/${file}`;
}
