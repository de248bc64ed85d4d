import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./tokens.css";
import "./base.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { memory } from "./queries.ts";
import { App } from "./shell/app.tsx";
import { useScheme } from "./shell/scheme.ts";

useScheme.apply();

createRoot(document.getElementById("root")!).render(
  <QueryClientProvider client={memory}>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </QueryClientProvider>,
);
