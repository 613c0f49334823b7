import { handler } from './fetch.ts';

export default handler;
