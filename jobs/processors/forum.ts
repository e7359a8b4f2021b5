import { preparePostPicture } from "#app/modules/forum/files/prepare-picture.server.ts";
import type { Processors } from "#app/jobs.ts";

export const forum = {
  "forum.prepare_picture": preparePostPicture,
} satisfies Partial<Processors>;
