FROM python:3.11-slim
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 ENVIRONMENT=production HOST=0.0.0.0 PORT=8080
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
RUN pybabel --quiet compile -d translations \
  && ENVIRONMENT=development flask assets build \
  && rm -rf instance && mkdir instance \
  && useradd --system portal && chown portal instance
USER portal
EXPOSE 8080
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
