import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { test as setup } from "@playwright/test";
import {
  checkDeployment,
  openSession,
  PREVIEW_STATE,
  previewLogs,
  previewSettings,
} from "../hosts/preview";
import { lookUntil } from "../logs/look-until";
import { VercelLogs } from "../logs/vercel-logs";

setup("reach the preview and its logs", async () => {
  setup.setTimeout(15 * 60_000);
  const settings = previewSettings();
  await mkdir(dirname(PREVIEW_STATE), { recursive: true });
  await openSession(settings);
  const notes = [await checkDeployment(settings)];
  // Fails here, once and clearly, rather than in every test.
  const logs = await previewLogs(settings);
  if (logs instanceof VercelLogs) await logs.prepare();
  await lookUntil(logs.deadlineMs, () => logs.linesOf(crypto.randomUUID()));
  if (settings.oracle === "receipts") {
    notes.push("E2E_ORACLE=receipts: no log line was read; the receipts are what is asserted on.");
  }
  for (const note of notes.filter((each) => each !== undefined)) {
    console.warn(note);
    setup.info().annotations.push({ type: "note", description: note });
  }
});
