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
  cursor: z.coerce.number().optional(),
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
  /** How many ms its clock is ahead of this machine's. */
  skewMs = 0;
  /** By a rank of its own each, which a cursor names: no order that anybody should rely on. */
  private readonly records: { record: LogRecord; from: number; rank: number }[] = [];
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
      timestamp: new Date(Date.now() + this.skewMs).toISOString(),
      requestId,
      deploymentId: DEPLOYMENT_ID,
      requestPath: "/",
      source: "function",
      level: "info",
      message: `${message}\n`,
      stream: "stdout",
      truncated: this.truncate,
    };
    // Every third one twice.
    for (let copy = 0; copy < (this.records.length % 3 === 0 ? 2 : 1); copy += 1) {
      const from = Date.now() + Math.random() * this.lateMs;
      this.records.push({ record, from, rank: Math.random() });
    }
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
    const asked = query.parse(JSON.parse(await text(request)));
    const { timeRange, limit, filter, cursor = 0 } = asked;
    if (!filter.includes(`deploymentId:"${DEPLOYMENT_ID}"`)) throw new Error(`filter: ${filter}`);
    const found = this.records
      .filter(({ from, rank }) => from <= Date.now() && rank > cursor)
      .filter(({ record: { timestamp: at } }) => at >= timeRange.start && at <= timeRange.end)
      .filter(({ record }) => /\bafter\b/.test(record.message))
      .toSorted((a, b) => a.rank - b.rank);
    const page = found.slice(0, limit);
    const hasMore = page.length < found.length;
    const pagination = { hasMore, nextCursor: hasMore ? String(page.at(-1)?.rank) : null };
    const events = page.map(({ record }) => record);
    send(response, 200, { events, pagination, meta: { excludedIntervals: [] } });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
