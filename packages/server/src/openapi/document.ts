/** A JSON Schema of draft 2020-12, as in OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A reference to a schema of the document. */
export interface SchemaRef {
  readonly $ref: string;
}

/** A body, by media type. */
export type Content = Readonly<Record<string, { readonly schema: JsonSchema | SchemaRef }>>;

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required: boolean;
  readonly description?: string | undefined;
  readonly schema: JsonSchema;
}

/** A header of an answer. */
export interface Header {
  readonly required: boolean;
  readonly description?: string | undefined;
  readonly schema: JsonSchema;
}

/** The answer of an operation with one status. */
export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, Header>> | undefined;
  readonly content?: Content | undefined;
}

/** One method of one path. */
export interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly parameters?: readonly Parameter[] | undefined;
  readonly requestBody?: { readonly required: true; readonly content: Content } | undefined;
  readonly responses: Readonly<Record<string, Response>>;
  /** Empty: no operation takes a bearer token. A client authenticates in the token request. */
  readonly security: readonly [];
}

/** The operations of one path, by method in lower case. */
export type PathItem = Readonly<Partial<Record<'get' | 'post' | 'put' | 'delete', Operation>>>;

/** A description of an HTTP API: OpenAPI 3.1. */
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: { readonly schemas: Readonly<Record<string, JsonSchema>> };
}
