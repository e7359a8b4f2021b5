import { z } from "zod";
import { admitActive } from "#app/http/admit.server.ts";
import { smallFile } from "#app/http/bodies/small-file.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { fieldError } from "#app/infra/app-error.ts";
import { pictureLimits } from "#app/modules/accounts/pictures/limits.ts";
import { removePicture, savePicture } from "#app/modules/accounts/pictures/save-picture.server.ts";

export { default, handle, loader, meta } from "./settings-profile.tsx";

const profile = "/me/settings/profile";

export const action = form(
  {
    schema: z.object({ intent: z.enum(["upload", "remove"]).default("upload") }),
    body: smallFile({ field: "picture" }),
    limits: { whole: pictureLimits.bytes + 512 * 1024 },
    admit: admitActive,
    page: () => profile,
  },
  async ({ intent }, { access }, file) => {
    if (intent === "remove") {
      await removePicture(access);
      return redirectWith(profile, { flash: "accounts.picture.removed" });
    }
    if (!file) throw fieldError("picture", "accounts.picture.error.none");
    await savePicture(access, file.bytes);
    return redirectWith(profile, { flash: "accounts.picture.taken" });
  },
);
