import { spawn } from "node:child_process";
import { once } from "node:events";

/** A program that ends with this process. */
export class Program {
  output = "";
  private readonly child;
  private readonly exited;

  constructor(file: string, args: string[], options: { uid?: number; gid?: number; cwd: string }) {
    this.child = spawn(file, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    this.exited = once(this.child, "exit");
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream.on("data", (data: Buffer) => (this.output += data.toString()));
    }
    process.once("exit", this.kill);
  }

  private readonly kill = () => this.child.kill("SIGKILL");

  get isGone() {
    return this.child.exitCode !== null;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    this.child.kill(signal);
    await this.exited;
    process.off("exit", this.kill);
  }
}
