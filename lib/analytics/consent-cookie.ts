/** The visitor's own choice on this site: "on" or "off". Not httpOnly: the site's scripts may read it. */
export const CONSENT_COOKIE = "analytics";
