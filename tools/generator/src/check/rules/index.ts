import type { Rule } from '../rule.ts';
import { banNodePort } from './ban-node-port.ts';
import { banTrackingLabels } from './ban-tracking-labels.ts';
import { noMissingClaim } from './no-missing-claim.ts';
import { noMissingConfigMap } from './no-missing-config-map.ts';
import { noMissingNamespace } from './no-missing-namespace.ts';
import { noMissingOperator } from './no-missing-operator.ts';
import { noMissingProbePort } from './no-missing-probe-port.ts';
import { noMissingScaleTarget } from './no-missing-scale-target.ts';
import { noMissingSecret } from './no-missing-secret.ts';
import { noMissingSelector } from './no-missing-selector.ts';
import { noMissingService } from './no-missing-service.ts';
import { noMissingServiceAccount } from './no-missing-service-account.ts';
import { noMissingServicePort } from './no-missing-service-port.ts';
import { noMissingStorageClass } from './no-missing-storage-class.ts';
import { noMissingVolume } from './no-missing-volume.ts';
import { noPlaintextSecret } from './no-plaintext-secret.ts';
import { requireDataProtection } from './require-data-protection.ts';
import { requireIngressHost } from './require-ingress-host.ts';
import { requireListedSecrets } from './require-listed-secrets.ts';
import { requirePinnedImage } from './require-pinned-image.ts';
import { requireProbes } from './require-probes.ts';
import { requireProgressDeadline } from './require-progress-deadline.ts';
import { requireResources } from './require-resources.ts';
import { requireServiceLinksOff } from './require-service-links-off.ts';
import { uniqueObjects } from './unique-objects.ts';
import { validApiVersion } from './valid-api-version.ts';
import { validAutoscaler } from './valid-autoscaler.ts';
import { validClaim } from './valid-claim.ts';
import { validHooks } from './valid-hooks.ts';
import { validPodSecurity } from './valid-pod-security.ts';
import { validQuota } from './valid-quota.ts';
import { validResources } from './valid-resources.ts';
import { validRestartPolicy } from './valid-restart-policy.ts';
import { validRollingUpdate } from './valid-rolling-update.ts';
import { validSchema } from './valid-schema.ts';
import { validSelector } from './valid-selector.ts';

/** In the order in which they run: the schemas first, then what is broken, then what is unwise. A new rule is a file, its test and a line here. */
export const rules: readonly Rule[] = [
  validSchema,
  validApiVersion,
  uniqueObjects,
  noMissingNamespace,
  noMissingOperator,
  noMissingConfigMap,
  noMissingSecret,
  requireListedSecrets,
  noMissingService,
  noMissingServicePort,
  noMissingProbePort,
  noMissingSelector,
  validSelector,
  validRestartPolicy,
  validRollingUpdate,
  validAutoscaler,
  noMissingScaleTarget,
  noMissingServiceAccount,
  noMissingStorageClass,
  validClaim,
  noMissingClaim,
  noMissingVolume,
  noPlaintextSecret,
  validPodSecurity,
  banNodePort,
  requireIngressHost,
  requirePinnedImage,
  requireResources,
  validResources,
  requireProbes,
  requireServiceLinksOff,
  requireProgressDeadline,
  requireDataProtection,
  banTrackingLabels,
  validHooks,
  validQuota,
];
