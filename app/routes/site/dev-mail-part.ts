import { resource } from "#app/http/resource.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { readKeptMail } from "#app/infra/mail-kept.server.ts";
import { keptMailOpen } from "#app/routes/site/kept-mail.server.ts";

/** The HTML version (`html`) of a kept message or one of its attachments (`0`, `1` …) as a file: never shown as a page of this site. */
export const loader = resource(async ({ param, isFromThisMachine }) => {
  keptMailOpen({ isFromThisMachine });
  const mail = await readKeptMail(param("id"));
  const part = param("part");
  if (!mail) throw notFound();
  if (part === "html" && mail.html !== "") return file(mail.html, "message.html", "text/html; charset=utf-8");
  const attachment = /^\d{1,3}$/.test(part) ? mail.attachments[Number(part)] : undefined;
  if (!attachment) throw notFound();
  return file(new Uint8Array(attachment.content), attachment.filename, "application/octet-stream");
});

function file(content: string | Uint8Array<ArrayBuffer>, name: string, type: string): Response {
  const filename = name.replace(/[^\w.-]/g, "_");
  return new Response(content, {
    headers: { "Content-Type": type, "Content-Disposition": `attachment; filename="${filename}"` },
  });
}
