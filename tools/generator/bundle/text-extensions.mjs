// @ts-check
/** Files of these kinds are imported as text. `packages/kit/files.d.ts` tells TypeScript the same. */
export const textExtensions = ['.conf', '.lua', '.sh', '.sql', '.xml', '.yml'];
