import { type ConsentDetails, html, page, pageReply } from '@codegrant/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';

type Asked = FastifyRequest<{ Querystring: { consent_token?: string } }>;

/** The app's own consent page, without script. Its form goes to /oauth/consent, which sends the browser on. */
export const mountConsentPage = (app: FastifyInstance): void => {
  app.get('/consent', async (request: Asked, reply) => {
    const token = request.query.consent_token ?? '';
    // Only the user who is asked may read the consent request, so this passes on the browser's cookie.
    const details = await app.inject({
      url: `/oauth/consent/${encodeURIComponent(token)}`,
      headers: { cookie: request.headers.cookie ?? '' },
    });
    if (details.statusCode !== 200) return reply.code(details.statusCode).send(details.json().error_description);

    const { name, redirect_uri, redirect_to, requested_scopes, signed_in_as } = details.json<ConsentDetails>().data;
    const boxes = requested_scopes.map(
      ({ id, name: about, required }) =>
        html`<label><input type="checkbox" name="scope" value="${id}" checked${required ? ' disabled' : ''}> ${about}</label>`,
    );
    const content = html`<h1>${name} would like to:</h1>
<p>You are signed in as ${signed_in_as}.</p>
<form method="post" action="/oauth/consent">
<input type="hidden" name="consent_token" value="${token}"><input type="hidden" name="scope" value="">
${boxes}
<p>The answer goes to ${redirect_uri}.${redirect_to === 'website' ? '' : ' Answer yes only if you started this app yourself.'}</p>
<button name="decision" value="deny">No</button> <button name="decision" value="allow">Yes</button>
</form>`;
    // pageReply adds headers that forbid frames, caching, script and a Referer to other sites.
    const { status, headers, body } = pageReply(200, page(`Allow ${name}?`, content), []);
    return reply
      .code(status)
      .headers({ ...headers })
      .send(body);
  });
};
