// `npm run dev`: the same site as `npm start`, from the sources and with reload.
import { claimDataDir } from "#server/boot/prepare/claim.mjs";
import { checkNode, prepare, root } from "#server/boot/prepare/prepare.mjs";
import { loadSettings } from "#server/boot/prepare/settings.mjs";
import { giveUp } from "#server/boot/prepare/terminal.mjs";

try {
  checkNode();
  process.chdir(root);
  loadSettings();
  claimDataDir();
  await prepare({ build: false });
  const tsx = await import("tsx/esm/api");
  tsx.register();
  const { main } = await import("./dev.ts");
  await main();
} catch (error) {
  giveUp(error);
}
