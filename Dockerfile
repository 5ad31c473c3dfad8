# One image for both tiers. Build: docker build -t culprit . — run: docker run -p 8000:8000 -v culprit:/data culprit
FROM node:24-bookworm-slim AS build
WORKDIR /culprit
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN node scripts/build-web.ts --force && npm prune --omit=dev && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends git ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /culprit
COPY --from=build /culprit/node_modules node_modules
COPY --from=build /culprit/web/dist web/dist
COPY package.json LICENSE ./
COPY src src
RUN mkdir /data && chown node /data
USER node
ENV CULPRIT_DATA=/data CULPRIT_HOST=0.0.0.0 NODE_ENV=production
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:8000/health/ready').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "src/main.ts"]
CMD ["serve"]
