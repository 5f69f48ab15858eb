import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { prometheus } from './prometheus.ts';

testAlerts(prometheus, cases);
