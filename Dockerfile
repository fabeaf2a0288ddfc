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
# Nothing in it is a secret and nothing is connected to: collecting static files only needs settings that load.
RUN ENVIRONMENT=test STATE_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity 0

USER backbone
EXPOSE 8000
# No control socket and no heartbeat file on the disk; WEB_CONCURRENCY sets the number of workers.
CMD ["gunicorn", "backbone.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--timeout", "60"]
