import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { cloudnativePg } from './cloudnative-pg.ts';

testAlerts(cloudnativePg, cases);
