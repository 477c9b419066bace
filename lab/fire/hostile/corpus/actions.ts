import { form, type Message } from "../message.ts";
import { roots } from "./arguments.ts";
import { forgedLine } from "./headers.ts";

const page = "/products/ember";
const post = (message: Omit<Message, "target"> & { target?: string }): Message => ({
  method: "POST",
  target: page,
  ...message,
});

/** What is posted to the Server Action with this id, and to none. */
export function actions(id: string): Message[] {
  const named = ["next-action", id] as const;
  const good = form([
    ["_1_slug", "ember"],
    ["0", '["$K1"]'],
  ]);
  const ask = (name: string, headers: Message["headers"] = [], rest: Partial<Message> = {}) =>
    post({ name, body: good.body, ...rest, headers: [...good.headers, ...headers] });
  const plain = (name: string, ...parts: (readonly [string, string])[]) =>
    post({ name, ...form(parts) });
  const again = Array.from({ length: 5 }, () =>
    ask("a replayed action", [named], { fate: "counted" }),
  );

  return [
    ...again,
    ...roots.flatMap((root) => [
      post({ name: "an argument", ...form([["0", root]]), ...withAction(id, form([["0", root]])) }),
      post({
        name: "an argument without a form",
        headers: [named, ["content-type", "text/plain;charset=UTF-8"]],
        body: root,
      }),
      plain("a bound argument", ["$ACTION_REF_1", ""], ["$ACTION_1:0", root], ["slug", "ember"]),
      plain(
        "an argument by reference",
        ["$ACTION_REF_1", ""],
        ["$ACTION_1:0", JSON.stringify({ id, bound: "$@1" })],
        ["$ACTION_1:1", root],
      ),
    ]),
    ...[
      "",
      "x",
      "0".repeat(42),
      id.slice(1),
      `${id}0`,
      `${id}\xff`,
      "__proto__",
      forgedLine,
    ].flatMap((other) => [
      ask("an action that does not exist", [["next-action", other]], { fate: "refused" }),
      plain("a form for an action that does not exist", [`$ACTION_ID_${other}`, ""]),
    ]),
    ...["/", "/products/nobody", "/no-such-page", "/api/track", "/_next/static/x.js"].map(
      (target) => ask("an action at another address", [named], { target }),
    ),
    ...["GET", "HEAD", "PUT", "DELETE"].map((method) =>
      ask(`an action by ${method}`, [named], { method }),
    ),
    ...["https://evil.example", "null", "\xff", "http://"].flatMap((origin) => [
      ask("an action from another site", [named, ["origin", origin]]),
      post({
        name: "a form from another site",
        ...withHeaders(
          form([
            [`$ACTION_ID_${id}`, ""],
            ["slug", "ember"],
          ]),
          ["origin", origin],
        ),
      }),
    ]),
    ask("an action with a forged host", [
      named,
      ["origin", "https://evil.example"],
      ["x-forwarded-host", "evil.example"],
    ]),
    plain("a form", [`$ACTION_ID_${id}`, ""], ["slug", "nobody"]),
    plain("a form", [`$ACTION_ID_${id}`, ""]),
    plain("a form", [`$ACTION_ID_${id}`, ""], ["slug", "ember"], ["slug", "halo"]),
    plain("a form", ["$ACTION_KEY", "x"], ["$ACTION_REF_", ""]),
    plain("a form", ["slug", forgedLine], ["__proto__", "1"], ["constructor", "1"]),
    plain("a form of 2,000 parts", ...Array.from({ length: 2_000 }, () => ["a", "b"] as const)),
    plain("a form of 3 MB", [`$ACTION_ID_${id}`, ""], ["slug", "e".repeat(3 * 1024 * 1024)]),
    ask("an action of 3 MB", [named], {
      body: form([["0", `["${"e".repeat(3 * 1024 * 1024)}"]`]]).body,
    }),
    ask("an action of 12 MB", [named], {
      body: form([["0", `["${"e".repeat(12 * 1024 * 1024)}"]`]]).body,
    }),
    ask("a form that breaks off", [named], { body: good.body.slice(0, 90) }),
    ask("a form that never ends", [named], { endless: true, fate: "refused" }),
    post({
      name: "a form without a boundary",
      headers: [named, ["content-type", "multipart/form-data"]],
      body: "x",
    }),
    post({
      name: "a form of another boundary",
      headers: [named, ["content-type", "multipart/form-data; boundary=other"]],
      body: good.body,
    }),
    post({
      name: "a file for a slug",
      headers: [named, ...good.headers],
      body: good.body.replace('"_1_slug"', '"_1_slug"; filename="../../x\\"\\r\\n"'),
    }),
    ...["application/x-www-form-urlencoded", "application/json", "text/x-component", ""].map(
      (type) =>
        post({
          name: `an action as ${type}`,
          headers: [named, ["content-type", type]],
          body: "0=%5B%5D",
        }),
    ),
  ];
}

function withHeaders(filled: ReturnType<typeof form>, ...headers: [string, string][]) {
  return { ...filled, headers: [...filled.headers, ...headers] };
}

const withAction = (id: string, filled: ReturnType<typeof form>) =>
  withHeaders(filled, ["next-action", id]);
