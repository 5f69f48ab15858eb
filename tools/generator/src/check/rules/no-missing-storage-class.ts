import { didYouMean } from '../../parse/did-you-mean.ts';
import { problem } from '../../problem.ts';
import { defineRule } from '../rule.ts';
import { volumeClaims } from '../volume-claims.ts';
import { whereWritten } from '../where-written.ts';

export const noMissingStorageClass = defineRule({
  name: 'no-missing-storage-class',
  *check({ plan, index }) {
    const { name: cluster, folder, storageClasses } = plan.environment.cluster;
    const { block, file, others } = storageClasses;
    const known = [block, file, ...others].flatMap((name) => name ?? []);
    for (const { entry, from, storageClass, isShared } of volumeClaims(index)) {
      const where = () => whereWritten(plan, entry, (path, value) => /storageClass$/i.test(path.at(-1) ?? '') && value === storageClass);
      const isForOnePod = storageClass === undefined || (storageClass === block && block !== file);
      if (isShared && isForOnePod) {
        yield problem('no-missing-file-storage', where(), { ...entry.subject, from, storageClass, cluster, folder, file });
        continue;
      }
      if (!storageClass || known.includes(storageClass) || index.has('StorageClass.storage.k8s.io', '', storageClass)) continue;
      const facts = { from, storageClass, cluster, folder, known, others, suggestion: didYouMean(storageClass, known) };
      yield problem('no-missing-storage-class', where(), { ...entry.subject, ...facts });
    }
  },
});
