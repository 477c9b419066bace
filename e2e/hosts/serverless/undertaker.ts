// Ends the instances of a host that was killed: a frozen process cannot notice that by itself.
import type { Alive } from "./messages.ts";

const pids = new Set<number>();

process.on("message", ({ pid, alive }: Alive) => {
  if (alive) pids.add(pid);
  else pids.delete(pid);
});

process.on("disconnect", () => {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It was not frozen, and has seen the host's end itself.
    }
  }
  process.exit();
});

// Ctrl-C reaches the whole group: what ends us is the host's end.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
