import { redirectWith } from "#app/http/flash.server.ts";
import { pageless } from "#app/http/resource.server.ts";

export const loader = pageless(async ({ url }) => {
  throw redirectWith(`/me/settings/profile${url.search}`);
});
