import type { ReactElement } from "react";
import { Route, Routes } from "react-router";
import { BoardPage } from "./board.tsx";
import { MapPage } from "./map.tsx";
import { PassagesPage, ThemePage } from "./theme-page.tsx";

/** Themes: the board on which they are built, the map on which they are seen together, and each theme's own page. */
export default function Themes(): ReactElement {
  return (
    <Routes>
      <Route index element={<BoardPage />} />
      <Route path="map" element={<MapPage />} />
      <Route path="passages" element={<PassagesPage />} />
      <Route path=":id" element={<ThemePage />} />
    </Routes>
  );
}
