import type { ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FromInstance, HostEvent, Invocation, Revalidation } from "./messages.ts";
import { forkInstance } from "./fork-instance.ts";

export interface PoolOptions {
  name: string;
  /** A project that was built with the adapter. */
  cwd: string;
  env: Record<string, string>;
  maxInstances: number;
  /** Requests that share one instance. */
  concurrency: number;
  /** How long a frozen instance is kept, in ms. */
  idleMs: number;
  onEvent: (event: HostEvent) => void;
  onMessage: (message: FromInstance) => void;
}

/** An instance that a request was given to. */
export type Lease = { socketPath: string } & Pick<Invocation, "deadline" | "revalidations">;

interface Instance {
  name: string;
  child: ChildProcess;
  socketPath: string;
  /** The requests that it has, each with the timer that kills it. */
  running: Map<string, NodeJS.Timeout | undefined>;
  frozen: boolean;
  reaper?: NodeJS.Timeout;
  heardOf: number;
}

/**
 * Instances of one function, as a serverless platform keeps them: several requests share one, more
 * are started under load, one that has nothing to do is frozen (SIGSTOP) until its next request.
 */
export class Pool {
  private readonly instances = new Set<Instance>();
  /** Emits "one" when an instance may have room again. */
  private readonly freed = new EventEmitter().setMaxListeners(0);
  private readonly revalidations: Revalidation[] = [];
  private starting = 0;
  private started = 0;
  private sockets: Promise<string> | undefined;
  private readonly options: PoolOptions;

  constructor(options: PoolOptions) {
    this.options = options;
  }

  /** Tells every instance, at its next request, that these tags were revalidated. */
  revalidated(revalidation: Revalidation): void {
    this.revalidations.push(revalidation);
  }

  /** Gives a request to an instance, for so many ms; waits while all of them are busy. */
  async lease(id: string, maxDurationMs: number): Promise<Lease> {
    const instance = await this.reserve(id);
    const { name, running } = instance;
    const tooLong = () =>
      this.kill(instance, { type: "killed", instance: name, running: [...running.keys()] });
    running.set(id, setTimeout(tooLong, maxDurationMs));
    if (instance.frozen) {
      instance.frozen = false;
      instance.child.kill("SIGCONT");
      this.options.onEvent({ type: "thawed", instance: name });
    }
    const revalidations = this.revalidations.slice(instance.heardOf);
    instance.heardOf = this.revalidations.length;
    const deadline = Date.now() + maxDurationMs;
    return { socketPath: instance.socketPath, deadline, revalidations };
  }

  pids(): number[] {
    return [...this.instances].flatMap(({ child }) => child.pid ?? []);
  }

  async stop(): Promise<void> {
    for (const { child } of this.instances) {
      child.kill("SIGKILL");
      if (child.exitCode === null) await once(child, "exit");
    }
    if (this.sockets) await rm(await this.sockets, { recursive: true, force: true });
  }

  /** Takes a place in an instance at once, so that nobody else does. */
  private async reserve(id: string): Promise<Instance> {
    for (;;) {
      const free = [...this.instances]
        .filter(({ running }) => running.size < this.options.concurrency)
        .toSorted((a, b) => Number(a.frozen) - Number(b.frozen));
      if (free[0]) {
        clearTimeout(free[0].reaper);
        free[0].running.set(id, undefined);
        return free[0];
      }
      if (this.instances.size + this.starting < this.options.maxInstances) return this.start(id);
      await once(this.freed, "one");
    }
  }

  private async start(id: string): Promise<Instance> {
    this.starting += 1;
    this.started += 1;
    const name = `${this.options.name}-${this.started}`;
    this.sockets ??= mkdtemp(join(tmpdir(), "serverless-"));
    const socketPath = join(await this.sockets, name);
    const { cwd, env, onMessage } = this.options;
    const { child, ready } = forkInstance(cwd, { ...env, SOCKET: socketPath }, (message) => {
      onMessage(message);
      if (message.type === "settled") this.settle(instance, message.id, message.waitUntil);
    });
    const running: Instance["running"] = new Map([[id, undefined]]);
    const instance = { name, child, socketPath, running, frozen: false, heardOf: 0 };
    child.once("exit", () => {
      this.instances.delete(instance);
      for (const timer of running.values()) clearTimeout(timer);
      this.freed.emit("one");
    });
    await ready.finally(() => {
      this.starting -= 1;
    });
    this.instances.add(instance);
    this.options.onEvent({ type: "started", instance: name });
    return instance;
  }

  private settle(instance: Instance, id: string, waitUntil: number): void {
    clearTimeout(instance.running.get(id));
    instance.running.delete(id);
    this.options.onEvent({ type: "settled", instance: instance.name, id, waitUntil });
    this.freed.emit("one");
    if (instance.running.size > 0) return;
    instance.child.kill("SIGSTOP");
    instance.frozen = true;
    this.options.onEvent({ type: "frozen", instance: instance.name });
    const reaped = { type: "reaped", instance: instance.name } as const;
    instance.reaper = setTimeout(() => this.kill(instance, reaped), this.options.idleMs).unref();
  }

  private kill(instance: Instance, event: HostEvent): void {
    this.options.onEvent(event);
    this.instances.delete(instance);
    instance.child.kill("SIGKILL");
  }
}
