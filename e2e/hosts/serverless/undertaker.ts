// Ends the instances of a host that was killed: a frozen process cannot notice that by itself.
const pids = new Set<number>();

/** A process's number, or less than 0 when it is gone: the number may soon be another's. */
process.on("message", (pid: number) => (pid > 0 ? pids.add(pid) : pids.delete(-pid)));

process.on("disconnect", () => {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  }
  process.exit();
});

// Ctrl-C reaches the whole group: what ends us is the host's end.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
