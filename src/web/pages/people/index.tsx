import type { ReactElement } from "react";
import { Route, Routes } from "react-router";
import { Flow } from "./flow.tsx";
import { Papers } from "./papers.tsx";
import { PersonPage } from "./person-page.tsx";
import { Register } from "./register.tsx";
import { Substudies } from "./substudies.tsx";
import { TableOne } from "./table-one.tsx";

/** The people of the study: the register, how they came in, who they are together, the parts of the study made of them, and what they were asked and signed. */
export default function People(): ReactElement {
  return (
    <Routes>
      <Route index element={<Register />} />
      <Route path="flow" element={<Flow />} />
      <Route path="table-1" element={<TableOne />} />
      <Route path="substudies" element={<Substudies />} />
      <Route path="papers" element={<Papers />} />
      <Route path=":id" element={<PersonPage />} />
    </Routes>
  );
}
