import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Alive, FromInstance, HostEvent, Revalidation, ToInstance } from "./messages.ts";

export interface PoolOptions {
  name: string;
  /** The folder of the build's project. */
  cwd: string;
  env: Record<string, string>;
  maxInstances: number;
  /** Requests that share one instance. */
  concurrency: number;
  /** How long a frozen instance is kept, in ms. */
  idleMs: number;
  onEvent: (event: HostEvent) => void;
  onMessage: (message: FromInstance, reply: (message: ToInstance) => void) => void;
}

/** An instance that a request was given to. */
export interface Lease {
  socketPath: string;
  /** When the instance will be killed, in ms since the epoch. */
  deadline: number;
  /** Revalidated tags that the instance has not heard of. */
  revalidations: Revalidation[];
}

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

const INSTANCE = new URL("./instance.ts", import.meta.url);
const UNDERTAKER = new URL("./undertaker.ts", import.meta.url);

/**
 * Instances of one function, as a serverless platform keeps them: several requests share one, more
 * are started under load, one that has nothing to do is frozen (SIGSTOP) until its next request.
 */
export class Pool {
  private readonly instances = new Set<Instance>();
  private readonly waiting: (() => void)[] = [];
  private readonly revalidations: Revalidation[] = [];
  private starting = 0;
  private started = 0;
  private sockets: Promise<string> | undefined;
  private undertaker: ChildProcess | undefined;

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
    instance.running.set(
      id,
      setTimeout(() => this.kill(instance), maxDurationMs),
    );
    if (instance.frozen) {
      instance.frozen = false;
      instance.child.kill("SIGCONT");
      this.options.onEvent({ type: "thawed", instance: instance.name });
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
    const children = [...this.instances].map(({ child }) => child);
    const exits = children
      .filter(({ exitCode }) => exitCode === null)
      .map((child) => once(child, "exit"));
    for (const child of children) child.kill("SIGKILL");
    await Promise.all(exits);
    this.undertaker?.disconnect();
    this.undertaker = undefined;
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
      if (this.instances.size + this.starting < this.options.maxInstances) {
        return this.start(id);
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private async start(id: string): Promise<Instance> {
    this.starting += 1;
    this.started += 1;
    const name = `${this.options.name}-${this.started}`;
    this.sockets ??= mkdtemp(join(tmpdir(), "serverless-"));
    const socketPath = join(await this.sockets, name);
    const child = fork(INSTANCE, {
      execArgv: [],
      cwd: this.options.cwd,
      env: { ...process.env, ...this.options.env, SOCKET: socketPath },
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const { pid = 0 } = child;
    this.undertaker ??= fork(UNDERTAKER, { execArgv: [], stdio: "ignore" });
    if (pid) this.undertaker.send({ pid, alive: true } satisfies Alive);
    const instance: Instance = {
      name,
      child,
      socketPath,
      running: new Map([[id, undefined]]),
      frozen: false,
      heardOf: 0,
    };
    child.once("exit", () => {
      this.undertaker?.send({ pid, alive: false } satisfies Alive);
      this.instances.delete(instance);
      for (const timer of instance.running.values()) clearTimeout(timer);
      this.wake();
    });
    const ready = new Promise<void>((resolve, reject) => {
      child.on("message", (message: FromInstance) => {
        if (message.type === "ready") resolve();
        this.options.onMessage(message, (reply) => child.send(reply));
        if (message.type === "settled") this.settle(instance, message.id, message.waitUntil);
      });
      child.once("exit", (code) => reject(new Error(`An instance exited at once (${code})`)));
    });
    try {
      await ready;
    } finally {
      this.starting -= 1;
    }
    this.instances.add(instance);
    this.options.onEvent({ type: "started", instance: name });
    return instance;
  }

  private settle(instance: Instance, id: string, waitUntil: number): void {
    clearTimeout(instance.running.get(id));
    instance.running.delete(id);
    this.options.onEvent({ type: "settled", instance: instance.name, id, waitUntil });
    if (instance.running.size === 0) this.freeze(instance);
    this.wake();
  }

  private freeze(instance: Instance): void {
    instance.child.kill("SIGSTOP");
    instance.frozen = true;
    this.options.onEvent({ type: "frozen", instance: instance.name });
    instance.reaper = setTimeout(() => {
      this.options.onEvent({ type: "reaped", instance: instance.name });
      this.instances.delete(instance);
      instance.child.kill("SIGKILL");
    }, this.options.idleMs);
    instance.reaper.unref();
  }

  private kill(instance: Instance): void {
    const running = [...instance.running.keys()];
    this.options.onEvent({ type: "killed", instance: instance.name, running });
    this.instances.delete(instance);
    instance.child.kill("SIGKILL");
  }

  private wake(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}
