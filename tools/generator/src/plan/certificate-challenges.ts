import type { Environment, ManifestObject } from '../model.ts';
import { hasIssuer } from './has-issuer.ts';
import { namespacePeer } from './policy-peers.ts';
import { tcp } from './policy-rules.ts';

/**
 * Lets the Ingress controller to the Pods by which cert-manager proves to an authority that it owns a host (HTTP-01). They come and go in the
 * namespace of the Ingress, nobody's component, and default-deny would leave every certificate waiting. Where the issuer asks by DNS there are none.
 */
export function certificateChallenges({ name, namespaces, cluster }: Environment, objects: readonly ManifestObject[]): ManifestObject[] {
  const { ingress } = cluster;
  if (!ingress) return [];
  const certified = objects.filter((object) => object.kind === 'Ingress' && hasIssuer(object));
  const concerned = namespaces.filter((namespace) => certified.some(({ metadata }) => metadata.namespace === namespace));
  return concerned.map((namespace) => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: {
      name: 'certificate-challenges',
      namespace,
      labels: { 'app.kubernetes.io/component': 'foundation', 'app.kubernetes.io/part-of': name },
    },
    spec: {
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress'],
      ingress: [{ from: [namespacePeer(ingress.namespace)], ports: tcp([8089]) }],
    },
  }));
}
