import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ownerOf, serverWith } from './oauth.ts';

export const server = serverWith<APIGatewayProxyEventV2>(({ cookies = [] }) => ownerOf(cookies.join('; ')));

export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const { rawPath, rawQueryString, headers, body = '', isBase64Encoded, requestContext } = event;
  const reply = await server.handle({
    method: requestContext.http.method,
    target: `${rawPath}?${rawQueryString}`,
    header: (name) => headers[name],
    body: () => ({ parsed: isBase64Encoded ? Buffer.from(body, 'base64') : body, stream: undefined }),
    context: event,
  });
  if (reply === undefined) return { statusCode: 404 };
  return { statusCode: reply.status, headers: { ...reply.headers }, body: reply.body };
};
