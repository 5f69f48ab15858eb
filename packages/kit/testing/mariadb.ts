import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Mariadb {
  /** An empty one, where everything of it goes. */
  readonly folder: string;
  readonly port: number | string;
  /** Done before it answers, each on one line. */
  readonly statements: readonly string[];
}

/** A MariaDB on 127.0.0.1, which stands in for MySQL: that is not in Debian. It may not answer yet, and is killed by who started it. */
export function startMariadb({ folder, port, statements }: Mariadb): ChildProcess {
  writeFileSync(join(folder, 'init.sql'), statements.join('\n'));
  const own = ['--no-defaults', '--user=root', `--datadir=${join(folder, 'data')}`, '--skip-name-resolve'];
  spawnSync('mariadb-install-db', [...own, '--skip-test-db', '--auth-root-authentication-method=socket']);
  const files = ['socket', 'pid-file'].map((file) => `--${file}=${join(folder, file)}`);
  const listening = ['--bind-address=127.0.0.1', `--port=${port}`, `--init-file=${join(folder, 'init.sql')}`];
  return spawn('mariadbd', [...own, ...files, ...listening], { stdio: 'ignore' });
}
