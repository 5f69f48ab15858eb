import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { clickhouse } from './clickhouse.ts';

testAlerts(clickhouse, cases);
