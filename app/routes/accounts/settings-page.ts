import { admitActive } from "#app/http/admit.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { savePage } from "#app/modules/accounts/save-page.server.ts";
import { profilePageSchema } from "#app/modules/accounts/schemas.ts";
import { requireKnownActivities } from "#app/modules/roadmaps/roadmap.server.ts";

export { default, handle, loader, meta } from "./settings-profile.tsx";

const profile = "/me/settings/profile";

export const action = form(
  { schema: profilePageSchema, admit: admitActive, page: () => profile },
  async (input, { access }) => {
    await requireKnownActivities(input.activities);
    await savePage(access, input);
    return redirectWith(profile, { flash: "accounts.settings.saved" });
  },
);
