import { describe, expect, test } from 'vitest';
import { isHarmless, looksLikeSecret, saysSecret } from './plaintext.ts';

describe('names that promise a secret', () => {
  test.each([
    'PASSWORD',
    'PGPASSWORD',
    'POSTGRES_PASSWORD',
    'redis-password',
    'admin.password',
    'MYSQL_PWD',
    'openaiApiKey',
    'OPENAI_API_KEY',
    'apikey',
    'DJANGO_SECRET_KEY',
    'SECRET_KEY_BASE',
    'client_secret',
    'JWT_SECRET',
    'BOT_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'AZURE_STORAGE_CONNECTION_STRING',
    'tlsPrivateKey',
    'REDISCLI_AUTH',
  ])('%s', (name) => expect(saysSecret(name)).toBe(true));
});

describe('names that are about one', () => {
  test.each([
    'PASSWORD_FILE',
    'POSTGRES_PASSWORD_FILE',
    'TOKEN_TTL',
    'MAX_TOKENS',
    'TOKENIZER',
    'SECRET_NAME',
    'existingSecretName',
    'PASSWORD_MIN_LENGTH',
    'password_encryption',
    'API_KEY_HEADER',
    'AWS_ACCESS_KEY_ID',
    'CORS_ALLOW_CREDENTIALS',
    'PRIMARY_KEY',
    'KEYCLOAK_URL',
    'secrets.yaml',
    'AUTHOR',
  ])('%s', (name) => expect(saysSecret(name)).toBe(false));
});

describe('values that can be no secret', () => {
  test.each([
    '',
    'true',
    'none',
    '$(PASSWORD)',
    'neo4j/$(NEO4J_PASSWORD)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell expands
    '${PASSWORD}',
    '$PASSWORD',
    '{{ password }}',
    '<password>',
    '/run/secrets/orders/password',
    '#!/bin/sh\nexec rotate-password\n',
  ])('%j', (value) => expect(isHarmless(value)).toBe(true));

  test.each(['hunter2', 'changeme', 'password', '123456', 'pa$$word', '/9j4AAQ=='])('but not %j', (value) => {
    expect(isHarmless(value)).toBe(false);
  });
});

describe('values that look like a secret', () => {
  test.each([
    ['a private key', 'x: |\n-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    ['a URL with a password', 'postgresql://shop:s3same@orders:5432/orders?sslmode=require'],
    ['a URL with a password', 'redis://:s3%20same@cache:6379'],
    ['a connection string with a password', 'jdbc:postgresql://orders/orders?user=shop&password=s3same'],
    ['a key of AWS', 'id=AKIAIOSFODNN7EXAMPLE'],
    ['a key of PostHog', 'phc_Zq3vYt8LwPn5RmKc7XbHs2DgFj4U'],
    ['an API key', 'sk-proj-4kT9mZq7vW2xB8nR5cY1'],
    ['a token of GitHub', `ghp_${'a1B2'.repeat(9)}`],
    ['a JSON Web Token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzaG9wIn0.4kT9mZq7vW2xB8nR5cY1'],
    ['a key of an Azure account', `AccountName=shop;AccountKey=${'a1B2'.repeat(12)}==`],
  ])('%s', (what, value) => expect(looksLikeSecret(value)).toBe(what));
});

describe('values that do not', () => {
  test.each([
    'postgresql://$(DB_USER):$(DB_PASSWORD)@orders:5432/orders',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what a shell expands
    'postgresql://${DB_USER}:${DB_PASSWORD}@orders:5432/orders',
    'redis://%s:%s@cache:6379',
    'https://shop.example.com:8443/a@b',
    'http://kafka-0:9092,kafka-1:9092',
    '-----BEGIN CERTIFICATE-----\nMIIE',
    '-----BEGIN PUBLIC KEY-----\nMIIE',
    'task-12345678901234567890',
    'sk-learn-pipeline-with-a-long-name',
    'ALTER ROLE :"owner" WITH LOGIN PASSWORD :\'password\';',
    'docker.io/shop/web@sha256:6ecb1ad1b3b1e2ba2ba2f1d1b0ab2cd6e3b5c0b0e9a1f8a7d6c5b4a392817161',
  ])('%j', (value) => expect(looksLikeSecret(value)).toBeUndefined());
});
