import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { uploadedFile } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import type { PageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { isNavigation, refuseWithoutPage } from "#app/http/refusal-page.server.ts";
import { leadsTo } from "#app/http/resource.server.ts";
import type { AppError } from "#app/infra/app-error.ts";
import { addFile } from "#app/modules/learning/authoring/add-file.server.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";
import { courseFileLimits } from "#app/modules/learning/files/limits.ts";
import { admitToUnit } from "#app/routes/learning/teach/content/admit-to-unit.server.ts";

export const loader = leadsTo(({ param }) => unitEditorPath(param("slug"), param("unit")));

/**
 * Takes a picture or a download for a unit's text. A script gets `{ name, isPicture }`, or `{ message }` in the reader's
 * language; a plain form leads back to the editor, which says what to write.
 */
export async function action(args: ActionFunctionArgs) {
  return isNavigation(args.request) ? takePlainly(args) : take(args);
}

const options = {
  schema: z.object({}),
  body: uploadedFile({ field: "file", maxBytes: courseFileLimits.bytes.media }),
  admit: admitToUnit,
};

const take = form(
  {
    ...options,
    resource: ({ code, status, details }, { t }) => {
      const first = Object.values(details.fields ?? {})[0];
      const message = first ? t(first.code, first.values) : t(code, details.values);
      return Response.json({ code, message }, { status });
    },
    signedOut: ({ t, ...request }) =>
      Response.json(
        { message: t("authoring.editor.signed_out"), signIn: loginPath(editorOf(request)) },
        { status: 401 },
      ),
  },
  async (_, request, file) => {
    const { name, type } = await addFile(request.actor, addressOf(request), file);
    return Response.json({ name, isPicture: type.startsWith("image/") });
  },
);

const takePlainly = form({ ...options, page: editorOf, resource: leadBack }, async (_, request, file) => {
  const { name } = await addFile(request.actor, addressOf(request), file);
  return redirectWith(backTo(request, { file: name }));
});

/** The editor says why a file was refused: there is no page here. */
function leadBack(error: AppError, request: PageRequest): Response {
  if (![400, 409, 413].includes(error.status)) return refuseWithoutPage(error, request);
  return redirectWith(backTo(request, { refused: error.status === 413 ? "error.body" : error.code }));
}

function addressOf({ param }: Pick<PageRequest, "param">) {
  return { courseSlug: param("slug"), unitSlug: param("unit") };
}

function editorOf({ param }: Pick<PageRequest, "param">): string {
  return unitEditorPath(param("slug"), param("unit"));
}

function backTo(request: PageRequest, news: Record<string, string>): string {
  const language = request.url.searchParams.get("in");
  return `${editorOf(request)}?${new URLSearchParams({ ...(language ? { in: language } : {}), ...news })}`;
}
