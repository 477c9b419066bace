const NEEDED = 24;

/**
 * Throws on a Node.js older than package.json's `engines` ask for. `npm run` finds the pinned one
 * that npm installed; after `npm ci --omit=dev` there is none.
 */
export function refuseOldNode(running = process.versions.node): void {
  if (Number.parseInt(running, 10) >= NEEDED) return;
  throw new Error(
    `This needs Node.js ${NEEDED}, and runs on ${running}. Install it (https://nodejs.org), or let ` +
      `npm bring it along: npm install --save-prod node@${NEEDED}, and start with npm start.`,
  );
}
