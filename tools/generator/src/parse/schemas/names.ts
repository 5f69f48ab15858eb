import { Type } from 'typebox';

export const dnsLabel = '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$';

/** The name of a component, with room for what its objects put behind it. */
export const componentName = '^[a-z]([a-z0-9-]{0,40}[a-z0-9])?$';

/** The names of a Secret and of a key in it. */
const secretName = '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$';
const secretKey = '^[A-Za-z0-9._-]+$';
export const SecretName = Type.String({
  pattern: secretName,
  description: 'Name of a Secret: lower-case letters, digits, hyphens and dots',
});
export const SecretKey = Type.String({
  pattern: secretKey,
  description: 'Key in a Secret: letters, digits, dots, hyphens and underscores',
});

/** The forms of names, as people say them. */
export const nameForms: Readonly<Record<string, string>> = {
  [componentName]: 'A component is named with lower-case letters, digits and hyphens, a letter first, at most 42 of them',
  [secretName]: 'A Secret is named with lower-case letters, digits, hyphens and dots',
  [secretKey]: 'A key of a Secret has letters, digits, dots, hyphens and underscores',
};

/** A name that Kubernetes takes for a namespace or a Service. */
export const DnsLabel = (description: string) =>
  Type.String({ pattern: dnsLabel, description: `${description}: lower-case letters, digits and hyphens, at most 63` });
