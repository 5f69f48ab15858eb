import { fill, type Identity } from '@gitops/kit';
import { Type } from 'typebox';
import clusterXml from './cluster.xml';
import settingsXml from './settings.xml';

/** What some applications want of the server beyond a database. */
export const additions = {
  cluster: Type.Optional(
    Type.String({
      pattern: '^[a-z_][a-z0-9_]{0,62}$',
      description: 'Name of a cluster of this one server, with Keeper in its process: for applications that make replicated tables',
    }),
  ),
  settings: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]*$' }), Type.String({ pattern: '^[^<>&]*$' }), {
    additionalProperties: false,
    default: {},
    description:
      'Settings of every query, such as allow_nondeterministic_mutations; the server refuses to start with one that it does not know',
  }),
};

interface Additions {
  readonly cluster?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
}

interface AddedFile {
  readonly file: string;
  /** Of the two that the server reads beside its configuration. */
  readonly directory: 'config.d' | 'users.d';
  readonly text: string;
}

/** The configuration files of what is asked for. */
export function additionalFiles(self: Identity, { cluster, settings }: Additions, nativePort: number): AddedFile[] {
  const files: AddedFile[] = [];
  if (cluster) {
    const text = fill(clusterXml, { cluster, nativePort, replica: `${self.name}-0` });
    files.push({ file: 'cluster.xml', directory: 'config.d', text });
  }
  const lines = Object.entries(settings).map(([name, value]) => `            <${name}>${value}</${name}>`);
  if (lines.length > 0) {
    files.push({ file: 'settings.xml', directory: 'users.d', text: fill(settingsXml, { settings: lines.join('\n') }) });
  }
  return files;
}
