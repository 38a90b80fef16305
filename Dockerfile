# The portal as an image: one for the web server and the worker alike (see compose.yaml).

FROM node:22-bookworm-slim AS styles
WORKDIR /build
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY portal/styles portal/styles
RUN NODE_MODULES_DIR=/build/node_modules STYLES_DIR=/build/styles node portal/styles/build.mjs

FROM python:3.12-slim-bookworm AS packages
WORKDIR /build
COPY requirements-uv.txt requirements.txt ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements-uv.txt \
    && /venv/bin/uv pip install --no-cache --python /venv/bin/python --compile-bytecode --require-hashes -r requirements.txt

FROM python:3.12-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PORTAL_VAR=/data BIND=0.0.0.0:8000
RUN useradd --system --uid 10001 --home-dir /data portal && install -d -o portal -g portal /data
COPY --from=packages /venv /venv
WORKDIR /portal
COPY . .
COPY --from=styles /build/styles /data/styles
RUN chown -R portal:portal /data
USER portal
# With a key for this step only: the image holds no secret.
RUN SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "--config", "python:portal.gunicorn", "portal.wsgi"]
