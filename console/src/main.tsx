/** Begins the console: the language first, then everything else. */
import "@/ui/styles";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { RouterProvider } from "@tanstack/react-router";
import { preferences } from "@/api/preferences";
import { begin, languageOf } from "@/i18n";
import { router } from "@/routes/router";
import { Providers } from "@/ui/Providers";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

await begin(languageOf(preferences().language ?? null));
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
requestIdleCallback(() => void import("@/ui/korean"));
