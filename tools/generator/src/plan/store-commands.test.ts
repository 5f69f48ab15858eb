import type { SecretStore } from '@gitops/argocd';
import { expect, test } from 'vitest';
import type { PlannedSecret } from '../model.ts';
import type { ExternalSecretsPolicy } from './external-secrets.ts';
import { nameInStore, storeCommands } from './store-commands.ts';

const secrets: readonly PlannedSecret[] = [
  {
    name: 'stall-secret',
    namespace: 'market',
    components: ['stall'],
    keys: {
      host: { from: 'literal', value: 'stall.market' },
      password: { from: 'random', description: 'password', characters: 32 },
      'api-key': { from: 'given', description: 'key that the bank issues' },
    },
  },
  // The same values in another namespace are in the store once.
  {
    name: 'stall-secret',
    namespace: 'cellar',
    components: ['keeper'],
    keys: { password: { from: 'random', description: 'password', characters: 32 } },
  },
];
const policy: ExternalSecretsPolicy = { provider: 'external-secrets', store: 'vaults', refreshInterval: '1h', remote: {} };
const store = (provider: SecretStore['provider']): SecretStore => ({ kind: 'ClusterSecretStore', provider, prefix: 'shop/' });

// A shell says which variable is not set and runs nothing, where an empty value would be stored.
const vault = `\${VAULT:?}`;
const mount = `\${MOUNT:?}`;
const apiKey = `\${SHOP_STALL_SECRET_API_KEY:?}`;

test.each([
  [
    'azure-key-vault',
    [
      `az keyvault secret set --vault-name "${vault}" --name shop-stall-secret-password --value "$(openssl rand -hex 16)"`,
      `az keyvault secret set --vault-name "${vault}" --name shop-stall-secret-api-key --value "${apiKey}"`,
    ],
  ],
  [
    'gcp-secret-manager',
    [
      'printf %s "$(openssl rand -hex 16)" | gcloud secrets create shop-stall-secret-password --data-file=-',
      `: "${apiKey}" && printf %s "$SHOP_STALL_SECRET_API_KEY" | gcloud secrets create shop-stall-secret-api-key --data-file=-`,
    ],
  ],
  [
    'aws-secrets-manager',
    [
      `aws secretsmanager create-secret --name shop/stall-secret --secret-string "{\\"password\\":\\"$(openssl rand -hex 16)\\",\\"api-key\\":\\"${apiKey}\\"}"`,
    ],
  ],
  ['vault', [`vault kv put -mount="${mount}" shop/stall-secret password="$(openssl rand -hex 16)" api-key="${apiKey}"`]],
] as const)('%s gets every value once, and never one that somebody made up here', (provider, expected) => {
  expect(storeCommands(secrets, policy, store(provider))).toEqual(expected);
});

test('names that the environment chose are those of the commands and of the table', () => {
  const chosen = { ...policy, remote: { 'stall-secret': { password: 'tills', 'api-key': 'bank#key' } } };
  expect(nameInStore('stall-secret', 'password', chosen, store('gcp-secret-manager'))).toBe('tills');
  expect(nameInStore('stall-secret', 'api-key', chosen, store('vault'))).toBe('bank#key');
  expect(storeCommands(secrets, chosen, store('aws-secrets-manager'))).toEqual([
    'aws secretsmanager create-secret --name tills --secret-string "$(openssl rand -hex 16)"',
    `aws secretsmanager create-secret --name bank --secret-string "{\\"key\\":\\"\${BANK_KEY:?}\\"}"`,
  ]);
});
