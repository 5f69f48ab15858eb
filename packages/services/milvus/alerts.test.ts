import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { milvus } from './milvus.ts';

testAlerts(milvus, cases);
