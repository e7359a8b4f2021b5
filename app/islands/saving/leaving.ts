import { patience } from "./pauses.ts";

type LeavingPorts = {
  /** Whether a form that is sent now would be lost, or taken for an old one: then it waits. */
  mustWait: () => boolean;
  /** The form is about to wait: what is unheard of is sent once more. */
  ask: () => void;
  /** The form goes, with the text in it. */
  departs: () => void;
  /** The page is here still. */
  stays: () => void;
};

/**
 * The way of a form that is sent while its text is being saved. A page that is still there some time after its form went
 * (the person stopped it, the answer was a download) goes on as before.
 */
export function openLeaving({ mustWait, ask, departs, stays }: LeavingPorts) {
  let isLeaving = false;
  let waiting: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function depart(): void {
    isLeaving = true;
    departs();
    clearTimeout(timer);
    timer = setTimeout(stay, patience);
  }

  function stay(): void {
    clearTimeout(timer);
    if (!isLeaving) return;
    isLeaving = false;
    stays();
  }

  return {
    isLeaving: () => isLeaving,
    isWaiting: () => waiting !== undefined,
    mayLeave(again: () => void): boolean {
      if (!isLeaving && mustWait()) {
        waiting = again;
        ask();
        return false;
      }
      depart();
      return true;
    },
    /** Sends the form that waits, whether or not the save has gone through: the text is in it. */
    leave(): void {
      const again = waiting;
      if (!again) return;
      waiting = undefined;
      depart();
      again();
    },
    cancel: () => (waiting = undefined),
    stay,
    stop: () => clearTimeout(timer),
  };
}
