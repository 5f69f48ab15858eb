import { contract } from '@gitops/kit';
import { Type } from 'typebox';

/** The settings that WorkFX workloads have in common: the ConfigMap `workfx-ai-config` (W026). */
export const WorkfxSettings = contract('workfx-settings', {
  endpoint: { configMap: Type.String({ description: 'Name of the ConfigMap' }) },
  secretKeys: [],
  reaches: () => [],
});
