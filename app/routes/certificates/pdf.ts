import { resource } from "#app/http/resource.server.ts";
import { redirect } from "@remix-run/node";
import { lookUpCertificate } from "#app/modules/certificates/find-certificate.server.ts";
import { certificatePath, pdfPath } from "#app/modules/certificates/paths.ts";
import { getCertificatePdf } from "#app/modules/certificates/get-certificate-pdf.server.ts";

/** `/certificates/<serial>.pdf`: the document of a valid certificate; any other leads to the page that says why not. */
export const loader = resource(async ({ actor, address, param, request, url }) => {
  const typed = param("serial");
  const certificate = await lookUpCertificate(typed, { actor, address });
  if (!certificate) return redirect(`/certificates/${encodeURIComponent(typed)}${url.search}`);
  const { serial, state } = certificate;
  if (state !== "valid") return redirect(certificatePath(serial) + url.search);
  const paper = url.searchParams.get("paper") === "us-letter" ? "us-letter" : "a4";
  if (typed !== serial) return redirect(pdfPath(serial) + url.search, 301);
  const { bytes, etag } = await getCertificatePdf(certificate, paper);
  const headers = { ETag: `"${etag}"`, "X-Robots-Tag": "noindex" };
  if (request.headers.get("If-None-Match")?.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...headers,
      "Content-Type": "application/pdf",
      "Content-Length": String(bytes.length),
      "Content-Disposition": `inline; filename="certificate-${serial}.pdf"`,
    },
  });
});
