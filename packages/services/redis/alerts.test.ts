import { testAlerts } from '@gitops/kit/testing';
import cases from './alerts.test.yml';
import { redis } from './redis.ts';

testAlerts(redis, cases);
