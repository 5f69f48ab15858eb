import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { etcd } from './etcd.ts';

testAlerts(etcd, cases);
