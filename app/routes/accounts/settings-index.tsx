import { redirectWith } from "#app/http/flash.server.ts";
import { pageless } from "#app/http/resource.server.ts";

export const loader = pageless(async () => {
  throw redirectWith("/me/settings/profile");
});
