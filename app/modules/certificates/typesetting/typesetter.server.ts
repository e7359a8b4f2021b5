import { SideProgram } from "#app/infra/memory/side-program.server.ts";
import { singleton } from "#app/lib/singleton.ts";
import type { CertificateDocument } from "./document.ts";

/**
 * The certificate as a PDF, as `renderCertificatePdf` makes it, byte for byte: in a process of its own, which ends ten seconds
 * after the last one. Throws when the template does not compile, and 503 "error.busy" when that process died over it twice.
 */
export async function typesetCertificate(document: CertificateDocument): Promise<Buffer> {
  return Buffer.from((await typesetter().ask(document)) as Uint8Array);
}

/** The one side program of this process that sets documents. */
export function typesetter(): SideProgram {
  const source = "app/modules/certificates/typesetting/typesetter-main.server.ts";
  return singleton("certificates.typesetting-program", () => new SideProgram({ name: "typesetter", source }));
}
