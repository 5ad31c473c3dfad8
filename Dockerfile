# One image for both tiers. Build: docker build -t culprit . — run: docker run -p 8000:8000 -v culprit:/data culprit
FROM node:24-bookworm-slim AS build
WORKDIR /culprit
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
# The image has a Node of its own; the packages that bring one are for machines without.
RUN node scripts/build-web.ts --force && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /culprit
COPY --from=build /culprit/node_modules node_modules
COPY --from=build /culprit/web/dist web/dist
COPY package.json LICENSE NOTICE ./
COPY src src
ENV CULPRIT_DATA=/data CULPRIT_HOST=0.0.0.0 NODE_ENV=production NODE_COMPILE_CACHE=/var/cache/culprit MALLOC_ARENA_MAX=2
RUN mkdir /data /var/cache/culprit && chown node /data /var/cache/culprit
USER node
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CULPRIT_PORT || process.env.PORT || 8000}/health/ready`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/main.ts"]
CMD ["serve"]
