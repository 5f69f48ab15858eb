import { Type } from 'typebox';

export const dnsLabel = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';

/** A name that Kubernetes takes for a namespace or a Service. */
export const DnsLabel = (description: string) =>
  Type.String({ pattern: dnsLabel, description: `${description}: lower-case letters, digits and hyphens, at most 63` });
