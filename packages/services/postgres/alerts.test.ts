import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { postgres } from './postgres.ts';

testAlerts(postgres, cases);
