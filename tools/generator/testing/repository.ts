import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** The files of a small valid repository; a test replaces or adds what it is about. */
export const shopFiles: Readonly<Record<string, string>> = {
  'clusters/harbour/cluster.yaml': `argocd:
  version: "3.5.1"
  repository: https://git.example.com/shop.git
kubernetes: "1.33"
cloud: local
storageClasses: { block: fast }
`,
  'environments/layers/base.yaml': `components:
  shop-database: { database: wares }
  shop-api: { image: { tag: "2.4" } }
`,
  'environments/market/environment.yaml': `cluster: harbour
namespace: market
layers: [base]
secrets: { provider: existing, existing: { shop-database-secret: [username, password, host] } }
components:
  shop-api: { replicas: 3 }
`,
};

/** A repository in a temporary folder, removed when the test is over. */
export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'gitops-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  put(root, { ...shopFiles, ...files });
  return root;
}

/** Writes files below the root. */
export function put(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
}
