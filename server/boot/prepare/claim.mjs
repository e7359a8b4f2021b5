import { releaseLock, takeLock } from "./lock.mjs";
import { dataDir } from "./settings.mjs";
import { PlainError } from "./terminal.mjs";

/** Takes the data folder for this process until it ends; ends with a clear message where that cannot be. */
export function claimDataDir() {
  const folder = dataDir();
  const other = takeLock(folder);
  if (other) {
    throw new PlainError(
      `Crossroads is running here already (process ${other.heldBy}, data in ${folder}).\n` +
        "Stop that one first (Ctrl-C in its terminal). For a second site of its own: DATA_DIR=/path PORT=3001 npm start",
    );
  }
  process.once("exit", () => releaseLock(folder));
}
