import { pathToFileURL } from "node:url";
import { allRules } from "../rules/all.ts";
import type { Examined } from "./findings.ts";

const RULES_PAGE = "lab/doctor/README.md";

/** What was found as SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0), notes included. */
export function sarifOf({ dir, sites }: Examined): object {
  const results = sites.flatMap(({ site, findings }) =>
    findings.map(({ rule, severity, message, fix, addresses }) => ({
      ruleId: rule,
      level: severity,
      message: { text: `${addresses[0] ?? "it"}: ${message}. Fix: ${fix}.` },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(site.file), uriBaseId: "APP" },
            region: { startLine: Math.max(site.line, 1) },
          },
        },
      ],
    })),
  );
  const rules = allRules.map(({ id, title, severity }) => ({
    id,
    shortDescription: { text: title },
    help: { text: `Cause and cure: ${RULES_PAGE}, ${id}` },
    defaultConfiguration: { level: severity },
  }));
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "after-doctor", rules } },
        originalUriBaseIds: { APP: { uri: `${pathToFileURL(dir).href}/` } },
        results,
      },
    ],
  };
}
