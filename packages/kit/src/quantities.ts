import { Type } from 'typebox';

/** What a quantity looks like. */
export const quantityForm = '^\\d+(\\.\\d+)?(m|k|[MGTP]|[KMGTP]i)?$';

/** A Kubernetes quantity: `500m` of CPU, `10Gi` of memory or storage. */
export const Quantity = ({ description, ...options }: { default?: string; description?: string } = {}) =>
  Type.String({
    pattern: quantityForm,
    ...options,
    description: `${description ? `${description}; a` : 'A'} quantity such as 500m, 2 or 10Gi`,
  });

interface ResourceDefaults {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu?: string; readonly memory: string };
}

/** Requests and limits of one container, in the words of the Kubernetes API. A part that is set leaves the defaults of the others. */
export const Resources = (defaults: ResourceDefaults, description = 'Requests and limits of the main container') =>
  Type.Object(
    {
      requests: Type.Object(
        { cpu: Quantity({ default: defaults.requests.cpu }), memory: Quantity({ default: defaults.requests.memory }) },
        { additionalProperties: false, default: {} },
      ),
      limits: Type.Object(
        {
          cpu: defaults.limits.cpu === undefined ? Type.Optional(Quantity()) : Type.Optional(Quantity({ default: defaults.limits.cpu })),
          memory: Quantity({ default: defaults.limits.memory }),
        },
        { additionalProperties: false, default: {} },
      ),
    },
    { additionalProperties: false, default: {}, description },
  );
