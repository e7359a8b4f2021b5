import { useFormState } from "#app/http/typed.ts";
import { countryName } from "#app/modules/accounts/countries.ts";
import { longestWish } from "#app/modules/forum/members/limits.ts";
import type { WishRow } from "#app/modules/forum/members/wishes.server.ts";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { Face } from "#app/ui/elements/face.tsx";
import { Pagination } from "#app/ui/elements/pagination.tsx";
import { TextArea } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Time } from "#app/ui/text/time.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

/** Who wishes to be in the space, each with the way to accept and to decline; nothing while nobody does. */
export function Wishes({ wishes, next, path }: { wishes: WishRow[]; next: string | null; path: string }) {
  const { t } = useI18n();
  if (wishes.length === 0) return null;
  return (
    <section className="section" aria-labelledby="wishes">
      <h2 id="wishes">{t("forum.wish.waiting")}</h2>
      <ul role="list" className="rows">
        {wishes.map((wish) => (
          <Wish key={wish.id} wish={wish} path={path} />
        ))}
      </ul>
      <Pagination t={t} olderHref={next && `${path}?wishes=${next}`} olderLabel={t("forum.members.more")} />
    </section>
  );
}

function Wish({ wish, path }: { wish: WishRow; path: string }) {
  const { t, format, language } = useI18n();
  const form = useFormState();
  const { id, name, handle, picture, country, words, createdAt } = wish;
  const isThis = form.value("wish") === id && form.value("intent") === "decline";
  const whom = (
    <span className="visually-hidden">
      {" "}
      <UserText>{name}</UserText>
    </span>
  );
  return (
    <li className="row row-pictured">
      <div className="row-picture">
        <Face name={name} handle={handle} picture={picture} />
      </div>
      <div className="row-body stack">
        <h3>
          <a href={`/people/${handle}`}>
            <UserText>{name}</UserText>
          </a>
        </h3>
        <div className="row-meta">
          <Facts
            items={[
              countryName(country, language),
              <Time key="when" iso={createdAt.toISOString()} text={format.dateTime(createdAt)} />,
            ]}
          />
        </div>
        {words && (
          <p className="source" dir="auto">
            {words}
          </p>
        )}
        <form method="post" action={path}>
          <input type="hidden" name="wish" value={id} />
          <Button variant="primary" name="intent" value="accept">
            {t("forum.wish.accept")}
            {whom}
          </Button>
        </form>
        <details open={isThis || undefined}>
          <summary>
            {t("forum.wish.decline_open")}
            {whom}
          </summary>
          <form method="post" action={path} className="stack">
            <input type="hidden" name="wish" value={id} />
            <TextArea
              name="reason"
              id={isThis ? "reason" : `reason-${id}`}
              label={t("forum.wish.reason")}
              hint={t("forum.wish.reason_hint")}
              rows={3}
              required
              maxLength={longestWish}
              error={isThis ? form.error("reason") : undefined}
              defaultValue={isThis ? form.value("reason") : ""}
            />
            <p>
              <Button name="intent" value="decline">
                {t("forum.wish.decline")}
                {whom}
              </Button>
            </p>
          </form>
        </details>
      </div>
    </li>
  );
}
