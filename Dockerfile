# One image for all servers of a version: what signs views and Server Actions is made by the build.
# docker build --build-arg NEXT_DEPLOYMENT_ID=$(git rev-parse --short HEAD) --tag shop .
FROM node:24-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --workspaces=false --no-audit --no-fund
COPY . .
# Tells the pages of one version from those of the next, while both are served.
ARG NEXT_DEPLOYMENT_ID
RUN BUILD_STANDALONE=true npm run build && mkdir -p public .data

FROM node:24-slim
WORKDIR /app
# Docker puts the container's name into HOSTNAME, where Next would listen. Connections are kept for
# longer than the 60 s after which nginx and most balancers give up an idle one. A receipt tells a
# visitor why a task failed, and this is a production.
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000 KEEP_ALIVE_TIMEOUT=65000 NEXT_TELEMETRY_DISABLED=1 AFTER_RECEIPTS=false
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
# The embedded database, where there is no DATABASE_URL: all else is root's.
COPY --from=build --chown=node:node /app/.data ./.data
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT}`, { method: 'HEAD' }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Not through npm or a shell: Node itself is told to stop, and ends the tasks of what it answered.
CMD ["node", "server.js"]
