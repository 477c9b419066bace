import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { close, listen } from "../loopback";

export const TOKEN = "tokenOfTheSuite";
export const ORG_ID = "team_suite";
export const PROJECT_ID = "prj_suite";
const DEPLOYMENT_ID = "dpl_suite";

const query = z.object({
  event: z.literal("vercel.log"),
  scope: z.object({ ownerId: z.literal(ORG_ID), projectIds: z.tuple([z.literal(PROJECT_ID)]) }),
  timeRange: z.object({ start: z.iso.datetime(), end: z.iso.datetime() }),
  limit: z.int().min(1).max(10_000),
  order: z.literal("desc"),
  filter: z.string(),
});

interface LogRecord {
  timestamp: string;
  requestId: string;
  deploymentId: string;
  requestPath: string;
  source: string;
  level: string;
  message: string;
  stream: string;
  truncated: boolean;
}

/**
 * Stands where Vercel's API would for `vercel logs`, on loopback: its token, scope, time range and
 * limit are enforced, and records arrive as they do there: late, out of order, some of them twice.
 */
export class VercelApi {
  /** Answers every look at the logs with this status. */
  failWith: number | undefined;
  truncate = false;
  lateMs = 0;
  private readonly records: { record: LogRecord; from: number }[] = [];
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch((error: unknown) => {
      send(response, 400, { error: { code: "bad_request", message: String(error) } });
    });
  });

  start(): Promise<string> {
    return listen(this.server);
  }

  stop(): Promise<void> {
    return close(this.server);
  }

  add(message: string, requestId: string): void {
    const record: LogRecord = {
      timestamp: new Date().toISOString(),
      requestId,
      deploymentId: DEPLOYMENT_ID,
      requestPath: "/",
      source: "function",
      level: "info",
      message: `${message}\n`,
      stream: "stdout",
      truncated: this.truncate,
    };
    this.records.push({ record, from: Date.now() + Math.random() * this.lateMs });
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (request.headers.authorization !== `Bearer ${TOKEN}`) {
      const error = { code: "forbidden", message: "Not authorized", invalidToken: true };
      send(response, 401, { error });
      return;
    }
    const team = { id: ORG_ID, slug: "suite", name: "Suite" };
    const project = { id: PROJECT_ID, name: "suite", accountId: ORG_ID };
    if (pathname === "/v2/user") {
      send(response, 200, {
        user: { id: "user_suite", username: "suite", email: "suite@localhost" },
      });
    } else if (pathname === `/teams/${ORG_ID}`) send(response, 200, team);
    else if (pathname === `/v9/projects/${PROJECT_ID}`) send(response, 200, project);
    else if (pathname.startsWith("/v13/deployments/")) {
      const deployment = {
        id: DEPLOYMENT_ID,
        projectId: PROJECT_ID,
        ownerId: ORG_ID,
        project,
        team,
      };
      send(response, 200, { ...deployment, name: "suite", readyState: "READY" });
    } else if (pathname === "/v1/observability/events") {
      await this.answerQuery(request, response);
    } else send(response, 404, { error: { code: "not_found", message: pathname } });
  }

  private async answerQuery(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (this.failWith) {
      const error = { code: "refused", message: `Refused with ${this.failWith}` };
      send(response, this.failWith, { error });
      return;
    }
    const { timeRange, limit, filter } = query.parse(JSON.parse(await text(request)));
    if (!filter.includes(`deploymentId:"${DEPLOYMENT_ID}"`)) throw new Error(`filter: ${filter}`);
    const found = this.records
      .filter(({ from }) => from <= Date.now())
      .map(({ record }) => record)
      .filter(({ timestamp }) => timestamp >= timeRange.start && timestamp <= timeRange.end)
      .filter(({ message }) => /\bafter\b/.test(message));
    // Every third one twice, and all of them in no order.
    const events = found
      .flatMap((record, index) => (index % 3 === 0 ? [record, record] : [record]))
      .toSorted(() => Math.random() - 0.5);
    const page = events.slice(0, limit);
    const hasMore = page.length < events.length;
    const pagination = { hasMore, nextCursor: hasMore ? "next" : null };
    send(response, 200, { events: page, pagination, meta: { excludedIntervals: [] } });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
