/** Files to import: what the tests of the window share with those of the command line. */
import { join } from "node:path";

const LOOK_ALIKES = join(import.meta.dirname, "../src-tauri/samples");

/** Invented captures, one for each way in which people copy references out of databases and pages. */
export const lookAlikes = {
  /** A PubMed page with the abstract in two languages and no title. Its DOI is followed by a full stop. */
  pubmed: join(LOOK_ALIKES, "0_pubmed_page.txt"),
  /** RIS whose lines were joined into one. */
  flattened: join(LOOK_ALIKES, "1_flattened.txt"),
  /** A citation database's mirror: labels in Chinese, no journal, no year, five listed works. */
  mirror: join(LOOK_ALIKES, "2_mirror_page.txt"),
  /** A portal's page: titles in two languages, abstract, the site's notice; no authors. */
  portal: join(LOOK_ALIKES, "3_portal_page.txt"),
  /** A listing: the portal's work first, then records without titles. */
  listing: join(LOOK_ALIKES, "4_listing.txt"),
};

/** A file of this folder's `fixtures`. */
export function fixture(name) {
  return join(import.meta.dirname, "fixtures", name);
}
