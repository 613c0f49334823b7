// Calls a listener of node:http without a socket, for libraries that have no other entry.
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

const requestOf = (method, url, headers, body) => {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method, url, httpVersion: '1.1', headers: { host: 'login.example', ...headers } });
  if (body !== undefined) request.push(body);
  request.push(null);
  return request;
};

const call = (listener, request) =>
  new Promise((resolve, reject) => {
    const response = new ServerResponse(request);
    response.end = (body) => {
      resolve({ status: response.statusCode, location: response.getHeader('location'), body: body?.toString() ?? '' });
      return response;
    };
    listener(request, response, reject);
  });

/** Sends a GET. */
export const get = (listener, url, headers = {}) => call(listener, requestOf('GET', url, headers));

/** Sends a form. */
export const post = (listener, url, body, headers = {}) => {
  const type = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) };
  return call(listener, requestOf('POST', url, { ...type, ...headers }, body));
};

/** The answer of {@link get} and {@link post} is one already. */
export const same = (answer) => answer;
