import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { nacos } from './nacos.ts';

testAlerts(nacos, cases);
