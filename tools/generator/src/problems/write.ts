import { kind } from './kind.ts';

interface Files {
  /** `environments/workfx-ka/generated` */
  readonly folder: string;
  /** Relative to the folder; at least one. */
  readonly files: readonly string[];
}

/** What is found where files are compared and written. */
export const writeProblems = {
  'edited-by-hand': kind<Files & { cause: 'merge' | 'person' }>({
    severity: 'error',
    title: 'A generated file was edited by hand',
    explanation:
      'What is generated is overwritten by the next run, so a change made there would be lost without a word. ' +
      'Make it where the file comes from: an option, a layer or a patch. ' +
      'The same is reported after a merge that mixed two generated versions of a file: then there is nothing to save, and --force is right.',
    message: (facts) => aboutFiles(facts, facts.cause === 'merge' ? 'left with the conflict markers of a merge' : 'edited by hand'),
    hint: ({ files, cause }) =>
      cause === 'merge'
        ? 'There is nothing to save in what is generated: finish the merge of the other files, then run again with --force.'
        : `Make the change where ${files.length === 1 ? 'the file comes' : 'the files come'} from (an option, a layer or a patch), ` +
          'then run again with --force to overwrite what was edited.',
  }),
  'foreign-file': kind<Files & { inventory: 'present' | 'missing' }>({
    severity: 'error',
    title: 'A generated folder holds a file that was not generated',
    explanation:
      'A generated folder belongs to the generator, and Argo CD applies what lies in it. A file or symbolic link that inventory.json does not list ' +
      'is neither kept silently nor deleted: move it out, or let --force overwrite or delete it. Without inventory.json nothing counts as generated.',
    message: (facts) => aboutFiles(facts, 'not written by the generator'),
    hint: ({ files, inventory }) => {
      if (inventory === 'missing')
        return 'inventory.json is missing, so nothing in the folder counts as generated. Restore it from Git, or run again with --force to replace the whole folder.';
      const them = files.length === 1 ? 'it' : 'them';
      return `Move ${them} out of the folder, or run again with --force to overwrite or delete ${them}.`;
    },
  }),
  'immutable-change': kind<{
    component: string;
    kind: string;
    name: string;
    namespace: string | undefined;
    fields: readonly string[];
  }>({
    severity: 'warning',
    title: 'A change that Kubernetes refuses',
    explanation:
      'Some fields are fixed once an object exists: the claims, the Service and the selector of a StatefulSet, the selector of a Deployment, the class of a claim. ' +
      "Argo CD can't apply such a change, and may show the component as Synced all the same. The object has to be deleted once, after which Argo CD makes it anew.",
    message: ({ component, kind: itsKind, name, fields }) =>
      `${itsKind} ${name} of component "${component}" changes ${fields.join(', ')}, which Kubernetes refuses for one that exists.`,
    hint: ({ kind: itsKind, name, namespace }) => {
      const object = `${namespace === undefined ? '' : `--namespace ${namespace} `}delete ${itsKind.toLowerCase()} ${name}`;
      if (itsKind === 'StatefulSet')
        return `If it exists: let its volumes grow first if that is what changes, commit, then delete it without its Pods, and Argo CD makes it anew around them:\nkubectl ${object} --cascade=orphan`;
      if (itsKind === 'PersistentVolumeClaim') return 'If it exists, its data has to move to another claim: give that one another name.';
      return `If it exists: commit, then delete it, and Argo CD makes it anew:\nkubectl ${object}`;
    },
  }),
  'shrinking-volume': kind<{
    component: string;
    kind: string;
    name: string;
    volume: string;
    from: string;
    to: string;
  }>({
    severity: 'warning',
    title: 'A volume that is to become smaller',
    explanation:
      'Volumes grow where their class lets them, and never shrink: Kubernetes refuses it, and a StatefulSet that is made anew keeps the volumes it had.',
    message: ({ component, kind: itsKind, name, volume, from, to }) =>
      `${itsKind} ${name} of component "${component}" makes its volume ${volume} smaller, ${to} instead of ${from}, which no volume can become.`,
    hint: () => 'If it exists, take the old size back. A smaller one is that of a new component, to which somebody moves the data.',
  }),
  'data-left-behind': kind<{
    component: string;
    kind: string;
    name: string;
    before: string | undefined;
    namespace: string | undefined;
  }>({
    severity: 'warning',
    title: 'A change of the namespace that leaves data behind',
    explanation:
      'A volume belongs to a claim of one namespace. What has volumes and goes to another namespace begins there with empty ones, while the old ones stay without a user, and its dependants find nothing.',
    message: ({ component, kind: itsKind, name, before, namespace }) =>
      `${itsKind} ${name} of component "${component}" goes from the namespace ${before} to ${namespace}, where it begins with empty volumes.`,
    hint: ({ before }) =>
      `If it holds data: add a second component in the new namespace, move the data, bind those who need it to the new one, then take out the old one. The volumes in ${before} stay until somebody deletes their claims.`,
  }),
  'unreadable-inventory': kind<{ file: string; reason: string }>({
    severity: 'error',
    title: "The inventory of a generated folder can't be read",
    explanation:
      "inventory.json says which files are generated. If it can't be read, often after a merge conflict, the generator can't tell its own files from others. " +
      'Restore one side of the merge and generate again, or let --force replace the whole folder.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}.`,
    hint: () =>
      'Restore the folder from Git (after a merge: either side) and run again, or run again with --force to replace the whole folder.',
  }),
  'not-a-folder': kind<{ path: string; found: 'a file' | 'a symbolic link' }>({
    severity: 'error',
    title: 'Something else is where a folder belongs',
    explanation: 'The generator reads and writes folders of the repository, and never follows a symbolic link out of it.',
    message: ({ path, found }) => `${path} is ${found}, not a folder.`,
    hint: () => 'Move it elsewhere and run again.',
  }),
  'read-failed': kind<{ path: string; reason: string }>({
    severity: 'error',
    title: "A generated folder can't be read",
    explanation: 'Before anything is written, what is there is compared with what would be written. The operating system refused that.',
    message: ({ path, reason }) => `${path} can't be read: ${reason}.`,
  }),
  'write-failed': kind<{ path: string; reason: string }>({
    severity: 'error',
    title: 'Files could not be written',
    explanation:
      'The operating system refused to write, for the reason given: a full disk, missing permission. ' +
      'A folder is replaced as a whole or not at all, so what was there before is still there.',
    message: ({ path, reason }) => `${path} could not be written: ${reason}.`,
    hint: () => 'The files generated before are untouched. Remove the cause and run again.',
  }),
  'another-run': kind<{ folder: string; process: number; machine: string; lock: string }>({
    severity: 'error',
    title: 'Another run is writing the same folder',
    explanation:
      'Two runs may work at the same time, but only one writes a folder: the other waits a few seconds and gives up. ' +
      'What a killed run leaves behind is recognised and cleared, unless its process number belongs to another program by now.',
    message: ({ folder, process, machine }) => `Another run of the generator (process ${process} on ${machine}) is writing ${folder}.`,
    hint: ({ lock }) => `Run again when it has ended. If there is no such run, delete ${lock} first.`,
  }),
  'leftover-folder': kind<{ path: string; reason: string }>({
    severity: 'warning',
    title: 'The previous files could not be deleted',
    explanation:
      'The run did what it should. The folder that holds the previous files is hidden and ignored by Git, but the next run needs it gone.',
    message: ({ path, reason }) => `The previous files in ${path} could not be deleted: ${reason}.`,
    hint: ({ path }) => `This run is complete. Delete ${path}, or the next one can't write.`,
  }),
};

function aboutFiles({ folder, files }: Files, what: string): string {
  if (files.length === 1) return `${folder}/${files[0]} was ${what}.`;
  return `${files.length} files in ${folder} were ${what}:${files.map((file) => `\n  ${file}`).join('')}`;
}
