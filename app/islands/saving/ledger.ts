import { openCopy } from "./copy.ts";
import { fingerprint } from "./fingerprint.ts";
import type { TextPorts } from "./ports.ts";
import { mergeTexts, takeUp } from "./restore.ts";

/** How many texts that were never heard of are remembered: more than an hour of tries. */
const mostSent = 200;

/**
 * What the server has of a text, what was sent and never heard of, and the copy that this device keeps meanwhile. The copy
 * goes as soon as nothing is missing on the server. `isConflict`: two texts stand there to choose between.
 */
export function openLedger({ key, version, read, hasArrived, ...ports }: TextPorts, isConflict = false) {
  const copy = openCopy(key);
  let { saved } = ports;
  let sent: string[] = [];
  let isKept = true;
  // What is kept while one chooses between two texts must not pass for something that was typed on the newer one. Nought is
  // older than any version, whatever numbers it is made of.
  let older = isConflict ? (copy.read()?.version ?? version.value.replace(/\d+/g, "0")) : null;

  const isUnheard = () => sent.length > 0;
  const isChanged = () => read() !== saved;

  function keep(): void {
    isKept = true;
    if (isChanged() || isUnheard()) isKept = copy.keep({ version: older ?? version.value, text: read(), sent });
    else copy.drop();
  }

  return {
    keep,
    /** Whether the device holds all that is not on the server. */
    isKept: () => isKept,
    isUnheard,
    isChanged,
    wasSent: (text: string) => sent.includes(fingerprint(text)),
    /** A text leaves, and is kept before it does. */
    leaves(text: string): void {
      const mark = fingerprint(text);
      sent = [...sent.filter((one) => one !== mark), mark].slice(-mostSent);
      keep();
    },
    /** The server would not take it. */
    refused(text: string): void {
      const mark = fingerprint(text);
      sent = sent.filter((one) => one !== mark);
    },
    /** The server has it, under a version. */
    taken(text: string, next: string): void {
      version.value = next;
      saved = text;
      sent = [];
      older = null;
      keep();
    },
    /** What is in the fields is where one begins, and nothing is kept but what another tab has written since. */
    forget(): void {
      copy.drop();
      saved = read();
      sent = [];
      isKept = true;
    },
    dropCopy: () => copy.drop(true),
    /**
     * What this device kept and the page lacks, or null; then its version is the page's. What was typed before the script came
     * is in it too. A text that came with the page, and that the server does not have, was typed later than any copy.
     */
    missing(): { text: string; at: number } | null {
      const kept = copy.read();
      if (saved === null) return null;
      const lacking = kept && hasArrived?.(kept) ? null : takeUp(kept, saved);
      if (!lacking) {
        copy.drop(true);
        return null;
      }
      if (lacking.version !== null) version.value = lacking.version;
      sent = lacking.sent;
      return { at: lacking.at, text: isChanged() ? mergeTexts(saved, read(), lacking.text) : lacking.text };
    },
  };
}
