const { VERCEL_GIT_REPO_OWNER: owner, VERCEL_GIT_REPO_SLUG: repository } = process.env;

/** Where the code of this very site is: Vercel knows it when it builds. Else put your copy here. */
export const sourceUrl =
  owner && repository
    ? `https://github.com/${owner}/${repository}`
    : "https://github.com/YOUR-NAME/next-after-starter";

export const readmeUrl = `${sourceUrl}#readme`;

/** https://vercel.com/docs/deploy-button */
export const deployUrl = `https://vercel.com/new/clone?repository-url=${encodeURIComponent(sourceUrl)}`;
