/** What becomes of a request at the gate: `leave` gives its place back, null when it was refused. */
type Admission = { leave: () => void } | null;

type Waiting = { since: number; decide: (admission: Admission) => void };

type GateOptions = {
  /** Requests worked on at the same time. */
  places: number;
  /** Milliseconds that reading, and writing, may wait for a place. */
  patience: { read: number; write: number };
  /** Requests that may wait; one more is refused at once. */
  longest: number;
  /** Milliseconds after which a place is given to the next although the work goes on: a slow upload, a hanging answer. */
  longestHold: number;
};

export type Gate = {
  enter(kind: "read" | "write"): Promise<Admission> & { giveUp?: () => void };
  /** How many wait, and since when the first of them does (milliseconds), for the measures and for what is shed first. */
  state(): { inside: number; waiting: number; waited: number };
};

/**
 * Lets so many requests work at a time that a process still answers others in between, and keeps the rest waiting in order,
 * those that bring something before those that read. Who has waited too long is refused rather than left to hang.
 */
export function makeGate({ places, patience, longest, longestHold }: GateOptions): Gate {
  const queues: Record<"read" | "write", Waiting[]> = { write: [], read: [] };
  let inside = 0;

  function take(): Admission {
    inside += 1;
    let isOver = false;
    const leave = () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      inside -= 1;
      admitNext();
    };
    const timer = setTimeout(leave, longestHold);
    return { leave };
  }

  function admitNext(): void {
    while (inside < places) {
      const next = queues.write.shift() ?? queues.read.shift();
      if (!next) return;
      next.decide(take());
    }
  }

  return {
    enter(kind) {
      if (inside < places) return Promise.resolve(take());
      const queue = queues[kind];
      if (queues.write.length + queues.read.length >= longest) return Promise.resolve(null);
      let giveUp = () => {};
      const decision: Promise<Admission> = new Promise((resolve) => {
        const waiting: Waiting = {
          since: performance.now(),
          decide(admission) {
            clearTimeout(timer);
            resolve(admission);
          },
        };
        giveUp = () => {
          const at = queue.indexOf(waiting);
          if (at < 0) return;
          queue.splice(at, 1);
          waiting.decide(null);
        };
        const timer = setTimeout(giveUp, patience[kind]);
        queue.push(waiting);
      });
      return Object.assign(decision, { giveUp });
    },
    state() {
      const first = Math.min(queues.write[0]?.since ?? Infinity, queues.read[0]?.since ?? Infinity);
      const waiting = queues.write.length + queues.read.length;
      return { inside, waiting, waited: waiting === 0 ? 0 : performance.now() - first };
    },
  };
}
