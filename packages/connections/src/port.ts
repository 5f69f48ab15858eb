import { Type } from 'typebox';

/** The port of a component, by default the usual one of its kind. */
export const Port = (usual: number) => Type.Integer({ default: usual, minimum: 1, maximum: 65535 });
