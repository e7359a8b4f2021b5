import type { Translate } from "#app/i18n/translator.ts";

/** Every sentence that the island of a room says. `{…}` is filled in by the browser. */
export function roomLabels(t: Translate): Record<string, string> {
  return {
    connecting: t("webinars.live.connecting"),
    live: t("webinars.live.live"),
    reconnecting: t("webinars.live.reconnecting"),
    offline: t("webinars.live.offline"),
    signedOut: t("webinars.live.signed_out"),
    signIn: t("webinars.live.sign_in"),
    plain: t("webinars.live.plain"),
    quiet: t("webinars.live.quiet"),
    presence: t("webinars.live.presence", { count: "{count}", names: "{names}" }),
    presenceMore: t("webinars.live.presence_more"),
    new: t("webinars.live.new", { count: "{count}" }),
    skipped: t("webinars.live.skipped"),
    gone: t("webinars.room.gone"),
    unwanted: t("webinars.room.unwanted"),
    sending: t("webinars.live.sending"),
    waiting: t("webinars.live.waiting"),
    failed: t("webinars.live.failed"),
    retry: t("webinars.live.retry"),
    takeBack: t("webinars.live.take_back"),
    "error.too_many": t("webinars.live.slow_down"),
    "error.unexpected": t("error.unexpected"),
    "webinars.error.room_closed": t("webinars.error.room_closed"),
    "webinars.error.cancelled": t("webinars.error.cancelled"),
    "webinars.error.register_first": t("webinars.error.register_first"),
    "webinars.error.empty_message": t("webinars.error.empty_message"),
    "webinars.error.long_message": t("webinars.error.long_message", { max: 2000 }),
    "accounts.error.suspended": t("accounts.error.suspended"),
    "accounts.error.silenced": t("accounts.error.silenced_now"),
    "accounts.error.confirm_first": t("accounts.error.confirm_first"),
  };
}
