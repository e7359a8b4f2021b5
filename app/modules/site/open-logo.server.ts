import type { Readable } from "node:stream";
import { notFound } from "#app/infra/app-error.ts";
import { getSite } from "#app/infra/site-settings.server.ts";
import { openFile } from "#app/infra/storage.server.ts";
import { logoKey, logoType } from "./logo.ts";

/** Opens the logo for reading, for everybody. Throws 404 for any file that is not the present logo. */
export async function openLogo(file: string): Promise<{ type: string; stream: Readable; size: number }> {
  const { logo } = await getSite();
  const type = logoType(file);
  if (!type || logo?.file !== file) throw notFound();
  return { type, ...(await openFile(logoKey(file))) };
}
