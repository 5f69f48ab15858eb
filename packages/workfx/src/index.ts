export { CloudIdentity, serviceAccount } from './cloud-identity.ts';
export { databaseSettings, databaseTls } from './database.ts';
export { requirements, type Settings, variables } from './settings.ts';
export { type StorageAccess, storageAccess } from './storage.ts';
export { BlueGreen, Canary, Rolling, strategyOption } from './strategy.ts';
export { blueGreenRollout, canaryRollout, rollingDeployment, type Weighing, type Workload } from './workload.ts';
