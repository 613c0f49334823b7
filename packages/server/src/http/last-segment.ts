import { splitTarget } from './http-request.ts';

/** The last segment of the path of a request, without any decoding. Some frameworks add a slash to the end of every path. */
export const lastSegment = (target: string): string => splitTarget(target).path.replace(/\/$/, '').replace(/^.*\//, '');
