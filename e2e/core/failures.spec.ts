import { parseAfterLine } from "../../lib/after/log-line";
import { expect, requestIdOf, test } from "../fixtures";
import { site } from "../site";

const { path, event } = site.counted[0];
const task = event.event;

test.afterEach(({ sink }) => sink.behave("accept"));

test(
  "a task that fails writes its error's stack once, and nothing that looks like a task's line",
  { tag: "@control" },
  async ({ request, proof, sink, host }) => {
    sink.behave({ status: 401 });
    const id = requestIdOf(await request.get(path));
    await proof.ended(id);
    sink.behave("accept");
    await proof.endedOnce(id, task, "failed");
    const head = `The task ${task} of request ${id} ended as failed:`;
    await expect.poll(() => host.output.filter((line) => line === head)).toHaveLength(1);
    const [error = "", ...stack] = host.output.slice(host.output.indexOf(head) + 1);
    expect(error).toMatch(/^ {4}PostHogFetchHttpError: .*status=401/);
    expect(stack[0]).toMatch(/^ {8}at /);
    expect(host.output.filter((line) => line.includes(id) && parseAfterLine(line))).toHaveLength(3);
  },
);
