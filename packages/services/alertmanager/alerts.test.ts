import { testAlerts } from '@gitops/kit/testing';
import { alertmanager } from './alertmanager.ts';
import cases from './alerts.test.yml';

testAlerts(alertmanager, cases);
