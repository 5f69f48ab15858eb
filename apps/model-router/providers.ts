import { given, OneOf, type SecretRequirement, secret, secretRef } from '@gitops/kit';
import type { IEnvVarSource } from 'kubernetes-models/v1/EnvVarSource';
import { type Static, Type } from 'typebox';

const Name = OneOf(['openai', 'anthropic', 'zhipu', 'dashscope', 'baidu']);

/** Whose models it may choose from (P022, B4). */
export const Providers = Type.Array(Name, {
  minItems: 1,
  uniqueItems: true,
  default: ['openai', 'anthropic'],
  description: 'Providers of models: for each of them its Secret holds the API key',
});

/** The variables in which the program looks for keys, and whose they are. */
const keys: Readonly<Record<Static<typeof Name>, readonly string[]>> = {
  openai: ['OPENAI_API_KEY'],
  anthropic: ['ANTHROPIC_API_KEY'],
  zhipu: ['ZHIPU_API_KEY'],
  dashscope: ['DASHSCOPE_API_KEY'],
  baidu: ['BAIDU_API_KEY', 'BAIDU_SECRET_KEY'],
};

/** Variables and keys of the Secret have the same names. */
export function providerKeys(
  secretName: string,
  providers: Static<typeof Providers>,
): { env: Record<string, IEnvVarSource>; requirement: SecretRequirement } {
  const owned = Object.entries(keys).flatMap(([provider, names]) => names.map((name) => ({ provider, name })));
  const wanted = owned.filter(({ provider }) => providers.some((each) => each === provider));
  const handle = secret(
    secretName,
    wanted.map(({ name }) => name),
  );
  return {
    env: Object.fromEntries(wanted.map(({ name }) => [name, secretRef(handle, name)])),
    requirement: {
      name: secretName,
      keys: Object.fromEntries(wanted.map(({ name, provider }) => [name, given(`key that ${provider} issues`)])),
    },
  };
}
