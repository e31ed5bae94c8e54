/** What every test of components needs: English texts, and a page that is empty again after each. */
import { cleanup } from "@testing-library/react";
import { afterEach, beforeAll } from "vitest";
import { begin } from "@/i18n";

beforeAll(() => begin("en"));
afterEach(cleanup);
