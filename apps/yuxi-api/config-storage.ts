import { AutoscalingOption } from '@gitops/kit';
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;

const Autoscaling = AutoscalingOption(
  { minimum: 3, minReplicas: 3, maxReplicas: 10 },
  { description: 'A number of Pods that follows the load, instead of replicas; never below three (D7)' },
);

const InDatabase = Type.Object(
  {
    mode: Type.Literal('database', { default: 'database' }),
    replicas: Type.Integer({ minimum: 3, default: 3, description: 'Fixed number of Pods, without autoscaling (Y007)' }),
    autoscaling: Type.Optional(Autoscaling),
  },
  closed,
);

const InSharedFiles = Type.Object(
  {
    mode: Type.Literal('file'),
    accessMode: Type.Literal('ReadWriteMany', { default: 'ReadWriteMany' }),
    replicas: Type.Integer({ minimum: 1, default: 1, description: 'More than one read the same files, but each at its start only' }),
  },
  closed,
);

const InOwnFiles = Type.Object(
  {
    mode: Type.Literal('file'),
    accessMode: Type.Literal('ReadWriteOnce', { description: 'For clusters whose volumes one Pod mounts; fixed once the claim exists' }),
    replicas: Type.Integer({ minimum: 1, maximum: 1, default: 1, description: 'One Pod, as no other can mount the volume' }),
  },
  closed,
);

/** Where the application keeps its own configuration, and how many replicas that bears (Y001, Y002, Y037). */
export const ConfigStorage = Type.Union([InDatabase, InSharedFiles, InOwnFiles], {
  default: {},
  description: 'Where its configuration is kept, and with how many Pods: several share one configuration in the database only',
});
export type ConfigStorage = Static<typeof ConfigStorage>;

/** Volumes that several replicas write, unless there is only one. */
export function accessModeOf(config: ConfigStorage): 'ReadWriteMany' | 'ReadWriteOnce' {
  return config.mode === 'file' ? config.accessMode : 'ReadWriteMany';
}
