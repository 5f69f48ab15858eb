import type { EnvironmentPlan } from '../../model.ts';
import { isHarmless, looksLikeSecret, saysSecret } from '../../parse/plaintext.ts';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { readableText, type Text, textsOf } from '../texts.ts';

export const noPlaintextSecret = defineRule({
  name: 'no-plaintext-secret',
  *check({ plan, index }) {
    for (const { object, subject, where } of index.of('Secret')) {
      const keys = Object.keys({ ...object.data, ...object.stringData });
      const facts = { from: `data (${keys.join(', ')})`, reason: 'everybody who reads the repository could read it' };
      if (keys.length > 0) yield problem('no-plaintext-secret', where, { ...subject, ...facts });
    }
    const names = new Set(plan.secrets.flatMap(({ name, keys }) => [name, ...Object.keys(keys).filter((key) => /[-_.]/.test(key))]));
    for (const text of textsOf(index)) {
      if (isDeclared(text, plan)) continue;
      const reason = reasonOf(text, names);
      if (reason) yield problem('no-plaintext-secret', text.entry.where, { ...text.entry.subject, from: readableText(text), reason });
    }
  },
});

/** What a builder says is no secret, such as a user that its contract calls an access key. */
function isDeclared({ entry, what, name, value }: Text, { secrets }: EnvironmentPlan): boolean {
  if (what !== 'template') return false;
  return secrets.some((secret) => {
    const declared = secret.name === entry.name ? secret.keys[name] : undefined;
    return declared?.from === 'literal' && declared.value === value;
  });
}

/** `names` are those of Secrets and of their keys: to name one is to give nothing away. */
function reasonOf(text: Text, names: ReadonlySet<string>): string | undefined {
  const { name, value } = text;
  const looks = looksLikeSecret(value);
  if (looks) return `its value looks like ${looks}`;
  if (!saysSecret(name) || isHarmless(value) || names.has(value) || isAboutSecret(text)) return undefined;
  return 'its name says that it is a secret';
}

/** Annotations hold checksums of Secrets, and names of Secrets for an ingress controller. */
function isAboutSecret({ what, name, value }: Text): boolean {
  if (!what.startsWith('annotation')) return false;
  return name.startsWith('checksum/') || (name.endsWith('secret') && /^([a-z0-9.-]+\/)?[a-z0-9.-]+$/.test(value));
}
