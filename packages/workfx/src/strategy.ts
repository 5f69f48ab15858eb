import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

const Bound = (bound: number, description: string) =>
  Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^\\d{1,3}%$' })], { default: bound, description });

const bounds = {
  maxSurge: Bound(1, 'Pods above the number of replicas during an update'),
  maxUnavailable: Bound(0, 'Replicas that may be missing during an update'),
};

/** Pod by Pod, by a Deployment (W089). */
export const Rolling = Type.Object({ type: Type.Literal('rolling'), ...bounds }, { ...closed, description: 'Pod by Pod' });

/** Two complete versions and a switch between them, by Argo Rollouts (W087). */
export const BlueGreen = Type.Object(
  {
    type: Type.Literal('blue-green'),
    autoPromotionEnabled: Type.Boolean({
      default: true,
      description: 'false: a person promotes the new version, and later waves wait for it',
    }),
    autoPromotionSeconds: Type.Optional(
      Type.Integer({ minimum: 1, description: 'How long the new version can be tried out before the switch' }),
    ),
    previewReplicaCount: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Replicas of the new version before the switch; all by default' }),
    ),
    scaleDownDelaySeconds: Type.Integer({ minimum: 30, default: 300, description: 'How long the old version stays, for a fast way back' }),
  },
  { ...closed, description: 'Two complete versions and a switch between them (Argo Rollouts)' },
);

const Step = Type.Union([
  Type.Object({ setWeight: Type.Integer({ minimum: 0, maximum: 100, description: 'Per cent of the traffic' }) }, closed),
  Type.Object(
    {
      pause: Type.Object(
        { duration: Type.Optional(Type.String({ pattern: '^\\d+[smh]$', description: 'Such as 10m; without one a person goes on' })) },
        closed,
      ),
    },
    closed,
  ),
]);

/** More and more traffic for the new version, by Argo Rollouts (W088). */
export const Canary = Type.Object(
  {
    type: Type.Literal('canary'),
    steps: Type.Array(Step, {
      minItems: 1,
      default: [{ setWeight: 20 }, { pause: { duration: '5m' } }, { setWeight: 50 }, { pause: { duration: '5m' } }],
      description: 'Weights and pauses, in order; after the last one all traffic goes to the new version',
    }),
    ...bounds,
  },
  { ...closed, description: 'More and more traffic for the new version (Argo Rollouts)' },
);

export type Rolling = Static<typeof Rolling>;
export type BlueGreen = Static<typeof BlueGreen>;
export type Canary = Static<typeof Canary>;

/** Strategies have a type, so that each has its own settings; `rolling` needs nothing but Kubernetes. */
export const strategyOption = { default: { type: 'rolling' }, description: 'How an update replaces the Pods' };
