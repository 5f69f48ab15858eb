import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { urlReach } from './url-reach.ts';

/** Takes events and answers for feature flags: PostHog Cloud, which is always external, or one of our own (C20). */
export const Posthog = contract('posthog', {
  endpoint: {
    host: Type.String({
      pattern: '^(https://[^/\\s@]+|http://[a-z0-9.-]+\\.svc(\\.cluster\\.local)?(:\\d+)?)$',
      description:
        'Where SDKs send to, no trailing slash: https://us.i.posthog.com or https://eu.i.posthog.com (https://app.posthog.com is their older name for the US), http only inside the cluster',
    }),
  },
  // The key of the project, phc_…; a personal one (phx_…) may do far more and is refused for events.
  secretKeys: ['apiKey'],
  reaches: ({ host }) => {
    const reach = urlReach(host);
    // The cloud has public addresses; a name would open the port to private ones too (C20).
    return [reach.host.endsWith('.posthog.com') ? { ...reach, host: '*' } : reach];
  },
});
