/** What a reply says of its page of a list. */
export interface PageMeta {
  readonly page_number: number;
  readonly page_size: number;
  readonly total_pages: number;
  readonly total_results: number;
}

/** A page of a list. */
interface ListedPage {
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly totalResults: number;
}

/** The member `meta` of a reply with a page of a list. */
export const pageMetaOf = ({ pageNumber, pageSize, totalResults }: ListedPage): PageMeta => ({
  page_number: pageNumber,
  page_size: pageSize,
  total_pages: Math.ceil(totalResults / pageSize),
  total_results: totalResults,
});
