export const usage = `Usage: npx nx run gen:environments [options]    render and write
       npx nx run gen:check [options]           render in memory and say what is not up to date
       npx nx run gen:schemas                   write schemas/ for editors
       npx nx run gen:docs                      write docs/problems.md

Without Nx: node tools/generator/dist/gen.cjs generate | check | schemas | docs, after npx nx run gen:bundle

Options of the first two:
  --env <name>   only this environment and its cluster; may be given several times
  --force        overwrite files that were edited by hand or are not ours, and name them
  --json         one JSON object on standard output

Exit codes: 0 fine, 1 problems or not up to date, 2 wrong arguments or a bug.
`;
