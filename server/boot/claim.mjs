import { releaseLock, takeLock } from "./lock.mjs";
import { dataDir } from "./settings.mjs";
import { PlainError } from "./terminal.mjs";

/** Takes the data folder for this process until it ends; ends with a clear message where that cannot be. */
export function claimDataDir() {
  const folder = dataDir();
  let other;
  try {
    other = takeLock(folder);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
    throw new PlainError(
      `Crossroads keeps its data in ${folder}, and this user may not write there.\n` +
        "Start it as the user who did so the first time, or choose another folder: DATA_DIR=/path npm start",
    );
  }
  if (other) {
    throw new PlainError(
      `Crossroads is running here already (process ${other.heldBy}, data in ${folder}).\n` +
        "Stop that one first (Ctrl-C in its terminal). For a second site of its own: DATA_DIR=/path PORT=3001 npm start",
    );
  }
  process.once("exit", () => releaseLock(folder));
}
