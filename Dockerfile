# syntax=docker.io/docker/dockerfile:1
FROM docker.io/library/python:3.11-slim AS build
WORKDIR /src
# Compiles the package's hottest loops; it works without them, more slowly.
RUN apt-get update && apt-get install -y --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/content-cleaner
ENV PATH=/opt/content-cleaner/bin:$PATH PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
# The dependencies first: they change less often than the code.
COPY pyproject.toml constraints.txt README.md LICENSE ./
RUN mkdir -p service/content_cleaner && touch service/content_cleaner/__init__.py \
    && pip install -c constraints.txt . && pip uninstall -y content-cleaner && rm -rf build service
COPY setup.py ./
COPY service service
# What only tests, compilers and type checkers need stays here.
RUN pip install --no-deps . && pip uninstall -y pip setuptools \
    && cd /opt/content-cleaner && find lib -depth -type d \( -name tests -o -name test -o -name __pycache__ \) -exec rm -r {} + \
    && find lib -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.[acho]' \) -delete \
    && find bin include -mindepth 1 ! -name 'python*' ! -name content-cleaner -delete \
    && python -m compileall -q lib

FROM docker.io/library/python:3.11-slim
COPY --from=build /opt/content-cleaner /opt/content-cleaner
ENV PATH=/opt/content-cleaner/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    MALLOC_ARENA_MAX=2 \
    CONTENT_CLEANER_HOST=0.0.0.0 \
    CONTENT_CLEANER_PORT=8000
USER 65532:65532
WORKDIR /
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=5s --start-period=20s --retries=2 \
    CMD ["python3", "-m", "content_cleaner.web.probe"]
CMD ["content-cleaner", "serve"]
