import { Type } from 'typebox';

/** Where an external component is. A port or a scheme in it would end up in addresses that have their own. */
export const Host = Type.String({
  pattern: '^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)$',
  description: 'DNS name or address, without scheme and port',
});
