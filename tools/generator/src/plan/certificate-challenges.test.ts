import { expect, test } from 'vitest';
import { shopFiles } from '../../testing/repository.ts';
import { market } from '../../testing/stages.ts';
import { certificateChallenges } from './certificate-challenges.ts';

const yaml = `cluster: harbour
namespace: market
components:
  shop-database: { namespace: cellar }
  shop-api: { image: { tag: "1" } }
`;
const cluster = 'clusters/harbour/cluster.yaml';
const withController = { [cluster]: `${shopFiles[cluster]}ingress: { class: nginx, namespace: gates }\n` };
const ingress = (namespace: string, annotations: Readonly<Record<string, string>> = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'Ingress',
  metadata: { name: 'shop', namespace, annotations },
});

test('the Ingress controller reaches the Pods that prove who owns a host, where cert-manager makes the certificate', () => {
  const objects = [ingress('market', { 'cert-manager.io/cluster-issuer': 'letsencrypt' }), ingress('cellar')];
  expect(certificateChallenges(market(yaml, withController), objects)).toEqual([
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: {
        name: 'certificate-challenges',
        namespace: 'market',
        labels: { 'app.kubernetes.io/component': 'foundation', 'app.kubernetes.io/part-of': 'market' },
      },
      spec: {
        podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'gates' } } }],
            ports: [{ protocol: 'TCP', port: 8089 }],
          },
        ],
      },
    },
  ]);
});

test('one policy is enough for a namespace, and none opens what has no certificate of cert-manager', () => {
  const issued = ingress('market', { 'cert-manager.io/issuer': 'own' });
  expect(certificateChallenges(market(yaml, withController), [issued, issued])).toHaveLength(1);
  expect(certificateChallenges(market(yaml, withController), [ingress('market')])).toEqual([]);
  expect(certificateChallenges(market(yaml), [issued])).toEqual([]);
});
