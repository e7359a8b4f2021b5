import { beforeEach } from "vitest";
import { findProgram, programs } from "./programs.mjs";

// After worker.ts: journeys play in a real browser, and are reported as skipped where there is none.
if (!findProgram(...programs.chromium.names)) beforeEach(({ skip }) => skip("chromium is not installed"));
