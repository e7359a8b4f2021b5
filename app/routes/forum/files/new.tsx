import { buffer } from "node:stream/consumers";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { uploadedFile } from "#app/http/bodies/upload.server.ts";
import { redirectWith } from "#app/http/flash.server.ts";
import { form } from "#app/http/form.server.ts";
import { page, type PageRequest } from "#app/http/page.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { useFormState } from "#app/http/typed.ts";
import { fieldError, forbidden, notFound } from "#app/infra/app-error.ts";
import { requirePoster } from "#app/modules/accounts/policy.ts";
import { readPlace, writingPath } from "#app/modules/forum/drafts/draft-place.ts";
import { findPlaceToWrite } from "#app/modules/forum/drafts/save-draft.server.ts";
import { addPostFile } from "#app/modules/forum/files/add-file.server.ts";
import { postFileLimits } from "#app/modules/forum/files/post-file-limits.ts";
import { canReplyTo } from "#app/modules/forum/policy.ts";
import { limitsFor } from "#app/modules/forum/limits.ts";
import { addToDraft } from "#app/routes/forum/files/add-to-draft.server.ts";
import { Button, ButtonRow } from "#app/ui/elements/buttons.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { PageHeader } from "#app/ui/shell/page-header.tsx";
import { Page } from "#app/ui/shell/page.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";

/** What one writes, and where; null for an address that says neither. */
async function admit(request: PageRequest) {
  const actor = requirePoster(request.actor);
  const place = readPlace(request.url.searchParams.get("of"));
  if (!place) return null;
  const topic = await findPlaceToWrite(actor, place);
  // What may wait as a draft need not carry files.
  if (place.kind !== "edit" && !canReplyTo(actor, topic)) throw forbidden();
  return { actor, place, spaceCode: topic.spaceCode };
}

const mebibyte = 1024 * 1024;
const { bytes, pixels, altLength } = postFileLimits;

export const loader = page(async (request) => {
  const access = await admit(request);
  if (!access) throw notFound();
  const { actor, place } = access;
  return {
    title: request.t("forum.file.title"),
    back: writingPath(place),
    perDay: limitsFor(actor)?.filesPerDay ?? null,
  };
});

export const action = form(
  {
    schema: z.object({ alt: z.string().trim().max(altLength, "error.field.too_long").default("") }),
    // By way of the disk: what comes over a slow link for minutes does not fill the memory meanwhile.
    body: uploadedFile({ field: "file", maxBytes: Math.max(...Object.values(bytes)) }),
    admit,
  },
  async ({ alt }, { access }, file) => {
    if (!access) throw notFound();
    if (file.name === "") throw fieldError("file", "forum.file.error.none");
    const { actor, place, spaceCode } = access;
    await addToDraft(actor, place, async () => {
      const content = await buffer(file.content);
      return addPostFile(actor, { spaceCode, alt, name: file.name, bytes: content });
    });
    return redirectWith(writingPath(place), { flash: "forum.file.added" });
  },
);

export const meta = pageTitle;

export default function AddFile() {
  const { t, format } = useI18n();
  const { title, back, perDay } = useLoaderData<typeof loader>();
  const state = useFormState();
  return (
    <Page width="narrow">
      <PageHeader title={title} t={t} breadcrumbs={[{ label: t("forum.file.back"), href: back }]} />
      <form method="post" encType="multipart/form-data" className="stack">
        <TextField
          type="file"
          name="file"
          required
          label={t("forum.file.file")}
          hint={t("forum.file.hint", {
            picture: bytes.picture / mebibyte,
            document: bytes.document / mebibyte,
            pixels: format.number(pixels / 1_000_000),
          })}
          error={state.error("file")}
        />
        <TextField
          name="alt"
          label={t("forum.file.alt")}
          hint={t("forum.file.alt_hint")}
          optional={t("accounts.field.optional")}
          maxLength={altLength}
          defaultValue={state.value("alt")}
          error={state.error("alt")}
        />
        <p className="soft">{t("forum.file.kept")}</p>
        {perDay !== null && <p className="soft">{t("forum.file.per_day", { max: perDay })}</p>}
        <ButtonRow>
          <Button variant="primary">{t("forum.file.add")}</Button>
        </ButtonRow>
      </form>
    </Page>
  );
}
