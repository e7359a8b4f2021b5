import type { FormState } from "#app/http/typed.ts";
import type { Builder, BuiltSlot } from "#app/modules/learning/bank/get-quiz-builder.server.ts";
import { excerpt } from "#app/modules/learning/questions/question-excerpt.ts";
import { questionPath, questionsPath } from "#app/routes/learning/teach/questions/paths.ts";
import { kindLabels } from "#app/routes/learning/teach/questions/labels.ts";
import { Chip } from "#app/ui/elements/badges.tsx";
import { Button } from "#app/ui/elements/buttons.tsx";
import { Facts } from "#app/ui/elements/card-list.tsx";
import { TextField } from "#app/ui/forms/fields.tsx";
import { useI18n } from "#app/ui/text/i18n.tsx";
import { Island } from "#app/ui/islands/island.tsx";
import { UserText } from "#app/ui/text/user-text.tsx";

type SlotsProps = { courseSlug: string; builder: Builder; action: string; form: FormState };

/** What the quiz asks, in order. One form: every button sends the marks along, so that none are lost. */
export function Slots({ courseSlug, builder, action, form }: SlotsProps) {
  const { t } = useI18n();
  const { slots } = builder;
  return (
    <section className="section stack" id="slots" tabIndex={-1}>
      <h2>{t("authoring.quiz.places")}</h2>
      {slots.length === 0 && <p className="soft">{t("authoring.quiz.no_places")}</p>}
      {slots.length > 0 && (
        <form method="post" action={action}>
          {/* Enter in a field presses the first button of a form: it saves the marks, and never moves anything. */}
          <button
            type="submit"
            className="visually-hidden"
            name="intent"
            value="marks"
            tabIndex={-1}
            aria-hidden="true"
          >
            {t("authoring.quiz.save_marks")}
          </button>
          <slot-drag>
            <ol role="list" className="rows slots">
              {slots.map((slot, index) => (
                <li key={slot.id} id={`slot-${slot.id}`} tabIndex={-1} className="row slot-row" data-slot={slot.id}>
                  <SlotRow slot={slot} number={index + 1} total={slots.length} courseSlug={courseSlug} form={form} />
                </li>
              ))}
            </ol>
          </slot-drag>
          <p>
            <Button name="intent" value="marks">
              {t("authoring.quiz.save_marks")}
            </Button>
          </p>
        </form>
      )}
      <Island name="slot-drag" />
    </section>
  );
}

type SlotRowProps = { slot: BuiltSlot; number: number; total: number; courseSlug: string; form: FormState };

function SlotRow({ slot, number, total, courseSlug, form }: SlotRowProps) {
  const { t, format } = useI18n();
  const { id, marks, draws } = slot;
  const own = slot.least === slot.most ? format.number(slot.least) : "";
  return (
    <>
      <input type="hidden" name="slot" value={id} />
      <div className="row-body">
        {draws === null ? (
          <SlotQuestion slot={slot} number={number} courseSlug={courseSlug} />
        ) : (
          <SlotDraw slot={slot} number={number} courseSlug={courseSlug} />
        )}
      </div>
      <div className="slot-numbers">
        {draws !== null && (
          <TextField
            name={`draws-${id}`}
            label={t("authoring.quiz.draws")}
            defaultValue={form.value(`draws-${id}`, String(draws))}
            error={form.error(`draws-${id}`)}
            inputMode="numeric"
            dir="ltr"
            maxLength={3}
          />
        )}
        <TextField
          name={`marks-${id}`}
          label={draws === null ? t("authoring.quiz.marks") : t("authoring.quiz.marks_each")}
          defaultValue={form.value(`marks-${id}`, marks === null ? "" : String(marks))}
          error={form.error(`marks-${id}`)}
          placeholder={marks === null ? own : undefined}
          inputMode="decimal"
          dir="ltr"
          maxLength={8}
        />
      </div>
      <div className="slot-buttons">
        <button
          type="submit"
          className="tool"
          name="intent"
          value={`up:${id}`}
          disabled={number === 1}
          aria-label={t("authoring.quiz.move_up", { number })}
        >
          <span aria-hidden="true">↑</span>
        </button>
        <button
          type="submit"
          className="tool"
          name="intent"
          value={`down:${id}`}
          disabled={number === total}
          aria-label={t("authoring.quiz.move_down", { number })}
        >
          <span aria-hidden="true">↓</span>
        </button>
        <Button variant="quiet" name="intent" value={`remove:${id}`}>
          {t("authoring.quiz.remove")}
          <span className="visually-hidden"> {t("authoring.quiz.place", { number })}</span>
        </Button>
      </div>
    </>
  );
}

type FixedSlot = Extract<BuiltSlot, { draws: null }>;
type DrawnSlot = Exclude<BuiltSlot, { draws: null }>;

function SlotQuestion({ slot, number, courseSlug }: { slot: FixedSlot; number: number; courseSlug: string }) {
  const { t } = useI18n();
  const { id, kind, title, prompt, isOwn, isRemoved } = slot.question;
  return (
    <>
      <h3>
        {number}.{" "}
        <a href={questionPath(courseSlug, id)} lang={prompt.language}>
          <bdi>{excerpt(prompt.text, 100) || title.text || t("authoring.question.untitled")}</bdi>
        </a>
      </h3>
      <div className="row-meta">
        <Facts
          items={[
            title.text && <UserText lang={title.language}>{title.text}</UserText>,
            t(kindLabels[kind]),
            !isOwn && t("authoring.quiz.from_bank"),
            isRemoved && (
              <Chip key="removed" tone="bad">
                {t("authoring.bank.removed")}
              </Chip>
            ),
          ]}
        />
      </div>
    </>
  );
}

function SlotDraw({ slot, number, courseSlug }: { slot: DrawnSlot; number: number; courseSlug: string }) {
  const { t } = useI18n();
  const { draws, category, tags, found } = slot;
  return (
    <>
      <h3>
        {number}. {t("authoring.quiz.draw_of", { count: draws })}{" "}
        <a href={`${questionsPath(courseSlug)}?category=${category.id}`} lang={category.title.language}>
          <bdi>{category.title.text}</bdi>
        </a>
      </h3>
      <div className="row-meta">
        <Facts
          items={[
            ...tags.map((tag) => (
              <UserText key={tag}>
                <span dir="ltr">#</span>
                {tag}
              </UserText>
            )),
            t("authoring.quiz.found", { count: found }),
            found < draws && (
              <Chip key="few" tone="bad">
                {t("authoring.quiz.too_few")}
              </Chip>
            ),
          ]}
        />
      </div>
    </>
  );
}
