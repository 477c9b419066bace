// Ends the instances of a host that was killed: a frozen process cannot notice that by itself.
const pids = new Set<number>();

process.on("message", (pid: number) => pids.add(pid));

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
