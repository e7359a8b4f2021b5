import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { correctName, requireHolder } from "#app/modules/certificates/correct-name.server.ts";
import { certificatePath } from "#app/modules/certificates/paths.ts";
import { correctNameSchema } from "#app/modules/certificates/schemas.ts";

// A refused correction shows the certificate's page again.
export { default, handle, loader, meta } from "#app/routes/certificates/certificate.tsx";

export const action = form(
  {
    schema: correctNameSchema,
    admit: ({ actor, param }) => requireHolder(actor, param("serial")),
    page: ({ param }) => `/certificates/${encodeURIComponent(param("serial"))}`,
  },
  async ({ legalName }, { actor, param }) => {
    const { serial } = await correctName(actor, { serial: param("serial"), legalName });
    return redirectWith(certificatePath(serial), { flash: "certificates.own.corrected" });
  },
);
