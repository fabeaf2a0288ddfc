# One image for web, worker, beat and migrate: only the command, the URLs and the role differ (docker-compose.yml).
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1 \
    PIP_NO_CACHE_DIR=1

RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin backbone \
    && mkdir -p /var/lib/backbone/files \
    && chown -R backbone:backbone /var/lib/backbone

WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes --only-binary :all: --requirement requirements.lock

COPY . .
# Collected as production will serve them. Its settings refuse to load half empty, so here are values that lead nowhere;
# none of them is kept in the image, and the key is a new one each time.
RUN SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
    ALLOWED_HOSTS=build.invalid BASE_URL=https://build.invalid TRUST_FORWARDED_PROTO=false \
    DATABASE_URL=postgres://build@build.invalid/build REDIS_URL=redis://build.invalid \
    EMAIL_URL=smtp://build.invalid DEFAULT_FROM_EMAIL=build@build.invalid FILES_ROOT=/var/lib/backbone/files \
    python manage.py collectstatic --noinput --verbosity 0

USER backbone
EXPOSE 8000
# No control socket and no heartbeat file on the disk; WEB_CONCURRENCY sets the number of workers.
CMD ["gunicorn", "backbone.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--timeout", "60"]
