/** A busy machine takes longer than a second to come round to what was awaited. */
import { configure } from "@testing-library/react";

configure({ asyncUtilTimeout: 10_000 });
