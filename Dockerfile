# djinn with everything a booted proof needs: Node 24, Python 3 with the proof's packages, bubblewrap.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional --no-audit --no-fund

FROM node:24-bookworm-slim AS runtime
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv bubblewrap util-linux tini \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/djinn djinn
ENV NODE_ENV=production DATA_DIR=/var/lib/djinn/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json LICENSE ./
COPY src src
COPY conversations conversations
COPY adapters adapters
USER djinn
# The Python environment of the proof is part of the image, so that the first proof does not wait for it.
RUN node src/main.ts setup
VOLUME /var/lib/djinn/data
EXPOSE 3000 3001
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--"]
CMD ["node", "src/main.ts", "start"]
