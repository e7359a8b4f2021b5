import { openLedger } from "./ledger.ts";
import type { Keeper, KeeperOptions } from "./ports.ts";

/**
 * Keeps one text on this device where the person sends the form themselves: every change, until the text has arrived. It
 * says what it found here before, and when this browser keeps nothing.
 */
export function openKeeper(options: KeeperOptions): Keeper {
  const { read, show } = options;
  const ledger = openLedger(options);
  let isLeaving = false;

  function tell(restoredAt?: number): void {
    if (!ledger.isChanged()) show({ kind: "clean" });
    else if (!ledger.isKept()) show({ kind: "lost" });
    else show({ kind: "kept", at: new Date(restoredAt ?? Date.now()), isRestored: restoredAt !== undefined });
  }

  function changed(): void {
    isLeaving = false;
    ledger.keep();
    tell();
  }

  const missing = ledger.missing();
  if (missing) options.fill(missing.text);
  if (ledger.isChanged()) changed();
  if (missing) tell(missing.at);

  return {
    changed,
    mayLeave() {
      isLeaving = true;
      if (ledger.isChanged()) ledger.leaves(read());
      return true;
    },
    stay: () => void (isLeaving = false),
    mayLose: () => ledger.isChanged() && !ledger.isKept() && !isLeaving,
    forget() {
      ledger.forget();
      tell();
    },
  };
}
