import { beSideProgram } from "#app/infra/memory/be-side-program.ts";
import { renderCertificatePdf } from "../render-document.server.ts";
import type { CertificateDocument } from "./document.ts";

beSideProgram((document: CertificateDocument) => renderCertificatePdf(document));
