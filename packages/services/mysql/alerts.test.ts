import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { mysql } from './mysql.ts';

testAlerts(mysql, cases);
