import type { ReactElement } from "react";
import { Route, Routes } from "react-router";
import { Beside } from "./beside.tsx";
import { ChooseDay } from "./choose-day.tsx";
import { Past } from "./past.tsx";
import { Timeline } from "./timeline.tsx";

/** What happened; the study as it stood on a day; the codebook of two days side by side. */
export default function History(): ReactElement {
  return (
    <Routes>
      <Route index element={<Timeline />} />
      <Route path="on" element={<ChooseDay />} />
      <Route path="on/:day/*" element={<Past />} />
      <Route path="codebook" element={<Beside />} />
      <Route path="*" element={<Timeline />} />
    </Routes>
  );
}
