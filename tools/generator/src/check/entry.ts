import type { IRollout } from '@kubernetes-models/argo-rollouts/argoproj.io/v1alpha1/Rollout';
import type { ICluster } from '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io/v1/Cluster';
import type { IExternalSecret } from '@kubernetes-models/external-secrets/external-secrets.io/v1/ExternalSecret';
import type { ISealedSecret } from '@kubernetes-models/sealed-secrets/bitnami.com/v1alpha1/SealedSecret';
import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2/HorizontalPodAutoscaler';
import type { ICronJob } from 'kubernetes-models/batch/v1/CronJob';
import type { IJob } from 'kubernetes-models/batch/v1/Job';
import type { IIngress } from 'kubernetes-models/networking.k8s.io/v1/Ingress';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1/PodDisruptionBudget';
import type { IClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import type { IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import type { IPersistentVolumeClaim } from 'kubernetes-models/v1/PersistentVolumeClaim';
import type { ISecret } from 'kubernetes-models/v1/Secret';
import type { IService } from 'kubernetes-models/v1/Service';
import type { IServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import type { ManifestObject } from '../model.ts';
import type { Location } from '../problem.ts';
import type { Subject } from '../problems/check-subject.ts';

/** The kinds that rules look into, by kind and group as kubectl writes them. */
export interface Kinds {
  'Cluster.postgresql.cnpg.io': ICluster;
  'ClusterRoleBinding.rbac.authorization.k8s.io': IClusterRoleBinding;
  ConfigMap: IConfigMap;
  'CronJob.batch': ICronJob;
  'Deployment.apps': IDeployment;
  'ExternalSecret.external-secrets.io': IExternalSecret;
  'HorizontalPodAutoscaler.autoscaling': IHorizontalPodAutoscaler;
  'Ingress.networking.k8s.io': IIngress;
  'Job.batch': IJob;
  PersistentVolumeClaim: IPersistentVolumeClaim;
  'PodDisruptionBudget.policy': IPodDisruptionBudget;
  'RoleBinding.rbac.authorization.k8s.io': IRoleBinding;
  'Rollout.argoproj.io': IRollout;
  Secret: ISecret;
  Service: IService;
  ServiceAccount: IServiceAccount;
  'SealedSecret.bitnami.com': ISealedSecret;
  'StatefulSet.apps': IStatefulSet;
}

/** One object of the plan, with what a finding about it needs. */
export interface Entry<T = unknown> {
  readonly object: ManifestObject & T;
  /** `Deployment.apps` */
  readonly kind: string;
  /** Kind, namespace and name: what makes it the same object for Kubernetes. */
  readonly key: string;
  readonly name: string;
  /** The component's where the object has none, empty for what has no namespace. */
  readonly namespace: string;
  readonly subject: Subject;
  readonly where: { readonly unit: string; readonly at: Location };
}
