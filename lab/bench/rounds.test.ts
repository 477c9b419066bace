import { expect, test } from "vitest";
import { disagreement, type Figures, middle } from "./rounds.ts";

const round = (responseP50: number): Figures => ({
  responseP50,
  responseP99: 1,
  posthogRequestsPer1000: 0,
  errorsPer1000: 0,
});

test("halves that lie a tenth apart disagree by a tenth, whichever is larger", () => {
  expect(disagreement([2, 2.2, 2, 2.2])).toBeCloseTo(0.1);
  expect(disagreement([2.2, 2, 2.2, 2])).toBeCloseTo(0.1);
  expect(disagreement([3, 3, 3, 3])).toBe(0);
});

test("one round that was disturbed does not move the middle, and no function is not 0 ms", () => {
  const figures = middle([round(5), round(90), round(6)]);
  expect(figures.responseP50).toBe(6);
  expect(figures).not.toHaveProperty("heldP50");
});
