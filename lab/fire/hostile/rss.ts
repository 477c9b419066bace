import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/**
 * The bytes in memory of the process that listens on `port`; undefined where that is this one, and
 * where the system does not tell.
 */
export function rssOf(port: number): number | undefined {
  if (process.platform !== "linux") return undefined;
  const address = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
  const listening = readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .find((fields) => `${fields[1]} `.endsWith(address) && fields[3] === "0A");
  const socket = `socket:[${listening?.[9]}]`;
  const pid = readdirSync("/proc").find((entry) => /^\d+$/.test(entry) && holds(entry, socket));
  if (!pid || Number(pid) === process.pid) return undefined;
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

function holds(pid: string, socket: string): boolean {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).some((file) => readlinkSync(`${folder}/${file}`) === socket);
  } catch {
    // It has ended, or is somebody else's.
    return false;
  }
}
