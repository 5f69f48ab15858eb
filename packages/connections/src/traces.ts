import { contract } from '@gitops/kit';
import { Type } from 'typebox';
import { urlReach } from './url-reach.ts';

const url = (description: string) => Type.String({ pattern: '^https?://[^/]+$', description });

/** Takes OpenTelemetry's traces by OTLP. */
export const Traces = contract('traces', {
  endpoint: {
    grpc: url('OTLP over gRPC: http://jaeger-collector.tracing:4317'),
    http: url('OTLP over HTTP, without /v1/traces: http://jaeger-collector.tracing:4318'),
    sampling: Type.Optional(url('Where SDKs ask which share of the requests to sample (remote sampling, /sampling?service=)')),
  },
  secretKeys: [],
  reaches: ({ grpc, http, sampling }) => [grpc, http, ...(sampling ? [sampling] : [])].map(urlReach),
});
