const CHROME = "142.0.7444.";
/** Above every build number that Chrome has there: a visitor is known by a version that does not exist. */
const FIRST = 1000;

/** The User-Agent of a visitor: a browser's, as analytics libraries look at it. */
export const chrome = (visitor: number): string =>
  `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${CHROME}${FIRST + visitor} Safari/537.36`;

/** The same, as Google's crawler has it. */
export const bot = (visitor: number): string =>
  `Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Googlebot/2.1; +http://www.google.com/bot.html) Chrome/${CHROME}${FIRST + visitor} Safari/537.36`;

/** The number of the visitor with this User-Agent; of anybody else, one that no visitor has. */
export function visitorOf(userAgent = ""): number {
  const [, build] = /Chrome\/142\.0\.7444\.(\d+)/.exec(userAgent) ?? [];
  return build ? Number(build) - FIRST : -1;
}
