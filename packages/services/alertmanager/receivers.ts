import { given, type Reach, type SecretValue } from '@gitops/kit';
import { type Static, Type } from 'typebox';

const secrets = '/etc/alertmanager/secrets';

export const Email = Type.Object(
  {
    smarthost: Type.String({ pattern: '^[^:\\s]+:\\d+$', description: 'The mail server, with its port: smtp.example.com:587' }),
    from: Type.String(),
    to: Type.Array(Type.String(), { minItems: 1 }),
    username: Type.Optional(
      Type.String({ description: 'Logs in with the password smtp-password of the Secret; unless set, nobody logs in' }),
    ),
    tls: Type.Boolean({ default: true, description: 'Whether the mail server must speak TLS' }),
  },
  { additionalProperties: false },
);
export type Email = Static<typeof Email>;

const target = {
  host: Type.String({ default: '*', description: 'The host of the URL, as far as policies go: * is any public address' }),
  port: Type.Integer({ default: 443, minimum: 1, maximum: 65535, description: 'The port of the URL' }),
};

export const Webhook = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-z0-9]([a-z0-9-]*[a-z0-9])?$',
      description: 'Its URL is webhook-<name> of the Secret, because it often holds a token',
    }),
    ...target,
  },
  { additionalProperties: false },
);
export type Webhook = Static<typeof Webhook>;

export const Watchdog = Type.Object(target, {
  additionalProperties: false,
  description:
    "A dead man's switch outside the cluster: its URL, the key watchdog of the Secret, is called every five minutes for as long as alerts get through",
});
export type Watchdog = Static<typeof Watchdog>;

interface Receivers {
  readonly email?: Email | undefined;
  readonly webhooks: readonly Webhook[];
  readonly watchdog?: Watchdog | undefined;
}

/** What stands under `email_configs` and `webhook_configs`, as flow style YAML. */
export function receivers({ email, webhooks, watchdog }: Receivers): { emails: string; webhooks: string; watchdog: string } {
  const mails = email ? [emailConfig(email)] : [];
  const hooks = webhooks.map(({ name }) => ({ url_file: `${secrets}/${webhookKey(name)}`, send_resolved: true }));
  // A Prometheus that is gone resolves the alert, and that must not count as a sign of life.
  const alive = watchdog ? [{ url_file: `${secrets}/watchdog`, send_resolved: false }] : [];
  return { emails: JSON.stringify(mails), webhooks: JSON.stringify(hooks), watchdog: JSON.stringify(alive) };
}

function emailConfig({ smarthost, from, to, username, tls }: Email) {
  return {
    to: to.join(', '),
    from,
    smarthost,
    require_tls: tls,
    send_resolved: true,
    ...(username ? { auth_username: username, auth_password_file: `${secrets}/smtp-password` } : {}),
  };
}

/** The keys of the Secret whose files the configuration names; none where nobody is to be told. */
export function receiverKeys({ email, webhooks, watchdog }: Receivers): Record<string, SecretValue> {
  return {
    ...(email?.username ? { 'smtp-password': given(`password of ${email.username} at ${email.smarthost}`) } : {}),
    ...Object.fromEntries(webhooks.map(({ name }) => [webhookKey(name), given(`URL of the webhook ${name}`)])),
    ...(watchdog ? { watchdog: given("URL of the dead man's switch") } : {}),
  };
}

export function receiverReaches({ email, webhooks, watchdog }: Receivers): Reach[] {
  const [host = '', number] = email?.smarthost.split(':') ?? [];
  const mail = email ? [{ host, port: Number(number) }] : [];
  const alive = watchdog ? [watchdog] : [];
  return [...mail, ...[...webhooks, ...alive].map(({ host: to, port }) => ({ host: to, port }))];
}

function webhookKey(name: string): string {
  return `webhook-${name}`;
}
