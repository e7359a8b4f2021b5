import { leadsTo } from "#app/http/resource.server.ts";

export const loader = leadsTo(() => "/me/settings/profile");
