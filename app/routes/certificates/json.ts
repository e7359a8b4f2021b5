import { resource } from "#app/http/resource.server.ts";
import { redirect } from "@remix-run/node";
import { env } from "#app/infra/env.server.ts";
import { notFound } from "#app/infra/app-error.ts";
import { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { certificateJson } from "#app/modules/certificates/certificate-json.ts";

/** `/certificates/<serial>.json`: the page for programs, whatever the certificate's state. */
export const loader = resource(async ({ actor, address, param, url }) => {
  const typed = param("serial");
  const certificate = await lookUpCertificate(typed, { actor, address });
  if (!certificate) throw notFound();
  if (typed !== certificate.serial) return redirect(`${certificatePath(certificate.serial)}.json${url.search}`, 301);
  const body = JSON.stringify(certificateJson(certificate, env().PUBLIC_URL), null, 2);
  return new Response(body, { headers: { "Content-Type": "application/json", "X-Robots-Tag": "noindex" } });
});
