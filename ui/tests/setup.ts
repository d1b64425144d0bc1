/** A busy machine takes longer than a second to come round to what was awaited. */
import { configure } from "@testing-library/react";
import { addTexts } from "../src/i18n";
import * as later from "../src/i18n/texts/later";

addTexts(later);

configure({ asyncUtilTimeout: 10_000 });
