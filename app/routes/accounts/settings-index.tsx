import { redirectWith } from "#app/http/flash.server.ts";
import { page } from "#app/http/page.server.ts";

export const loader = page(async () => {
  throw redirectWith("/me/settings/profile");
});
