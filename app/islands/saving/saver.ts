import type { Answer } from "./answer.ts";
import { openDelivery } from "./delivery.ts";
import { openLeaving } from "./leaving.ts";
import { openLedger } from "./ledger.ts";
import { firstPause, longestPause } from "./pauses.ts";
import type { Reply, Saver, SaverOptions } from "./ports.ts";
import type { SaveState } from "./state.ts";

/** The longest pause between tries once the time for a text is over, in milliseconds. */
const lastPause = 2000;

/**
 * Saves one text by itself: every change within two seconds, one request at a time, each based on the version that the last
 * answer named, and kept on this device until it is saved. It never saves over what somebody else has saved: it says so and
 * waits for the person.
 */
export function openSaver<A extends Answer>(options: SaverOptions<A>): Saver {
  const { read, show, send, conflict, isEnded = () => false, isOnline = () => navigator.onLine } = options;
  const ledger = openLedger(options, conflict !== undefined);
  const { isKept } = ledger;
  let rest: SaveState<A> = conflict ?? { kind: "clean" };
  let isHalted = conflict !== undefined;
  let isSignedOut = false;
  let wasOffline = false;

  const isUnsaved = () => ledger.isUnheard() || ledger.isChanged();
  const isOpen = () => !isHalted && !leaving.isLeaving() && isUnsaved();

  const leaving = openLeaving({
    mustWait: () => !isHalted && (ledger.isUnheard() || isEnded() || !isOnline()),
    ask: () => delivery.go(),
    departs() {
      delivery.stop();
      if (isUnsaved()) ledger.leaves(read());
    },
    stays: () => isOpen() && delivery.plan(firstPause),
  });

  const delivery = openDelivery<string, Reply<A>>({
    next: () => (isOpen() || leaving.isWaiting() ? read() : null),
    begun(text) {
      ledger.leaves(text);
      if (!delivery.tries() && !isSignedOut) show({ kind: "saving" });
    },
    send,
    heard(text, reply) {
      hear(text, reply);
      leaving.leave();
      // Signed out, and with a text that was refused, it waits for a change.
      const isWaste = isSignedOut || (reply.outcome.kind === "refused" && read() === text);
      return isOpen() && !isWaste ? firstPause : null;
    },
    unheard() {
      wasOffline = true;
      sayOffline();
      // Without a link the next page would be the browser's own, and this one with what was typed gone: it stays.
      if (!isEnded() && isOnline() && delivery.tries() > 1) leaving.leave();
    },
    longest: () => (isEnded() ? lastPause : longestPause),
  });

  const sayOffline = () => show({ kind: "offline", isKept: isKept() });
  // "Saved" is not left standing over something that is not.
  const sayRest = () => show(isUnsaved() ? { kind: "dirty" } : rest);

  function changed(): void {
    ledger.keep();
    if (isHalted) return;
    if (delivery.tries()) sayOffline();
    else if (!isSignedOut) sayRest();
    if (isOpen()) delivery.plan(isSignedOut ? longestPause : firstPause);
  }

  function hear(text: string, { outcome, answer }: Reply<A>): void {
    const wasEnded = isEnded();
    options.onAnswer?.(answer);
    // The time was made longer meanwhile: nobody leaves.
    if (wasEnded && !isEnded()) leaving.cancel();
    const { kind } = outcome;
    isSignedOut = kind === "signedOut";
    if (kind === "taken") return accept(text, outcome.version, answer);
    // The other window was this one: its answer was lost on the way.
    if (kind === "conflict" && ledger.wasSent(outcome.text)) return accept(outcome.text, outcome.version, {} as A);
    if (kind === "conflict" && options.showsConflict?.(answer)) leaving.cancel();
    if (kind === "refused") ledger.refused(text);
    isHalted = kind === "conflict" || kind === "over";
    show(kind === "signedOut" ? { kind, answer, isKept: isKept() } : { kind, answer });
  }

  function accept(text: string, next: string, answer: A): void {
    ledger.taken(text, next);
    rest = { kind: "saved", at: new Date(answer.savedAt ?? Date.now()), isAgain: wasOffline, answer };
    wasOffline = false;
    sayRest();
  }

  function goOn(): void {
    isHalted = false;
    rest = { kind: "clean" };
    if (isOpen()) delivery.go();
    else show(rest);
  }

  if (options.forgets) ledger.dropCopy();
  const missing = ledger.missing();
  if (missing) options.fill(missing.text);
  if (isHalted) show(rest);
  if (isUnsaved()) changed();

  return {
    changed,
    wake: delivery.go,
    offline: () => isOpen() && sayOffline(),
    mayLeave: leaving.mayLeave,
    stay: leaving.stay,
    mayLose: () => !isKept() && !leaving.isLeaving(),
    resume(there, theirVersion) {
      ledger.taken(there, theirVersion);
      goOn();
    },
    forget() {
      ledger.forget();
      goOn();
    },
    stop() {
      isHalted = true;
      delivery.stop();
      leaving.stop();
    },
  };
}
