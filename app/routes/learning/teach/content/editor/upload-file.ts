import type { ActionFunctionArgs } from "@remix-run/node";
import { redirectWith } from "#app/http/flash.server.ts";
import { page, pageRequest } from "#app/http/page.server.ts";
import { loginPath } from "#app/http/paths.ts";
import { upload } from "#app/http/upload.server.ts";
import { isAppError } from "#app/infra/app-error.ts";
import { addFile } from "#app/modules/learning/authoring/add-file.server.ts";
import { courseFileLimits } from "#app/modules/learning/files/limits.ts";
import { unitEditorPath } from "#app/modules/learning/courses/paths.ts";

export const loader = page(async ({ param }) => {
  throw redirectWith(unitEditorPath(param("slug"), param("unit")));
});

/**
 * Takes a picture or a download for a unit's text. A script gets `{ name, isPicture }`, or `{ message }` in the reader's
 * language; a plain form leads back to the editor, which says what to write.
 */
export async function action(args: ActionFunctionArgs) {
  const request = pageRequest(args);
  const editor = unitEditorPath(request.param("slug"), request.param("unit"));
  const isPlain = request.request.headers.get("Accept")?.includes("text/html") ?? false;
  if (!request.actor && !isPlain) {
    const message = request.t("authoring.editor.signed_out");
    return Response.json({ message, signIn: loginPath(editor) }, { status: 401 });
  }
  const answer = isPlain ? await takePlainly(args) : await take(args);
  // The framework keeps the status of plain data only where there is a page.
  return answer instanceof Response ? answer : Response.json(answer.data, answer.init ?? {});
}

const options = { field: "file", maxBytes: courseFileLimits.bytes.media };

const take = upload(options, async (file, { actor, param, t }) => {
  try {
    const { name, type } = await addFile(actor, { courseSlug: param("slug"), unitSlug: param("unit") }, file);
    return Response.json({ name, isPicture: type.startsWith("image/") });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return Response.json({ message: t(error.code, error.details.values) }, { status: error.status });
  }
});

const takePlainly = upload(options, async (file, { actor, param, url }) => {
  const address = { courseSlug: param("slug"), unitSlug: param("unit") };
  const back = new URLSearchParams(url.searchParams.get("in") ? { in: url.searchParams.get("in")! } : {});
  try {
    const { name } = await addFile(actor, address, file);
    back.set("file", name);
  } catch (error) {
    if (!isAppError(error) || ![400, 409, 413].includes(error.status)) throw error;
    // The editor says it: there is no page here.
    back.set("refused", error.code);
  }
  return redirectWith(`${unitEditorPath(address.courseSlug, address.unitSlug)}?${back}`);
});
