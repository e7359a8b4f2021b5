import { backoff } from "./pauses.ts";

type DeliveryPorts<Work, Answer> = {
  /** What is to be sent now; null when nothing is, or nothing may be. */
  next: () => Work | null;
  /** Called before anything leaves: here it is kept on the device. */
  begun: (work: Work) => void;
  /** Resolves with null, or rejects, when no answer came: the work may have arrived or not. */
  send: (work: Work) => Promise<Answer | null>;
  /** Returns the pause before what is next, in milliseconds; null when it waits for a change. */
  heard: (work: Work, answer: Answer) => number | null;
  unheard: (work: Work) => void;
  /** The longest pause between tries, in milliseconds. */
  longest?: () => number;
};

type Delivery = {
  /** Sends in so many milliseconds, unless that is planned for some moment already. */
  plan: (pause: number) => void;
  /** Sends at once, unless something is on its way: then that comes first. */
  go: () => void;
  /** Gives up what is planned; what is on its way goes on. */
  stop: () => void;
  /** How many tries in a row were not heard of. */
  tries: () => number;
};

/**
 * Brings work to the server one piece at a time, in the order that `next` names it, and again with growing pauses until it
 * is heard of. It knows no page and no form: what is saved, and what an answer means, is said by its ports.
 */
export function openDelivery<Work, Answer>(ports: DeliveryPorts<Work, Answer>): Delivery {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isBusy = false;
  let tries = 0;

  function stop(): void {
    clearTimeout(timer);
    timer = undefined;
  }

  function plan(pause: number): void {
    timer ??= setTimeout(due, pause);
  }

  function due(): void {
    timer = undefined;
    go();
  }

  function go(): void {
    const work = isBusy ? null : ports.next();
    if (work === null) return;
    stop();
    isBusy = true;
    ports.begun(work);
    void ports.send(work).then(
      (answer) => settle(work, answer),
      () => settle(work, null),
    );
  }

  function settle(work: Work, answer: Answer | null): void {
    isBusy = false;
    if (answer === null) {
      tries += 1;
      stop();
      plan(backoff(tries, ports.longest?.()));
      return ports.unheard(work);
    }
    tries = 0;
    const pause = ports.heard(work, answer);
    if (pause !== null) plan(pause);
  }

  return { plan, go, stop, tries: () => tries };
}
