import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { minio } from './minio.ts';

testAlerts(minio, cases);
