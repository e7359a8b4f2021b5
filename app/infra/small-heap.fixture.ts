import { keepHeapSmall } from "./small-heap.server.ts";

// Lives like a worker: much that stays, and garbage that was held for a while. Prints the most MB that the heap came to.
if (process.argv[2] === "small") keepHeapSmall();
const make = () => Array.from({ length: 64 }, (_, n) => ({ n, text: `${n}`.repeat(20) }));
const stays = Array.from({ length: 5000 }, make);
const held: unknown[] = [];
let most = 0;
for (let turn = 0; turn < 60_000; turn++) {
  held[turn % 2000] = make();
  if (turn % 100 === 0) most = Math.max(most, process.memoryUsage().heapUsed / 2 ** 20);
}
console.log(Math.round(most), stays.length);
