import { useEffect, type ReactElement } from "react";
import { Link, Navigate, Route, Routes, useParams, useSearchParams } from "react-router";
import { newId } from "../../ids.ts";
import { useKept } from "../../kept.ts";
import { Button } from "../../parts/button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Page } from "../../parts/page.tsx";
import { codesById, useStudy } from "../../queries.ts";
import { act } from "../../doing.ts";
import css from "./codes.module.css";
import { Detail } from "./detail.tsx";
import { SideBySide } from "./side-by-side.tsx";
import { Tree } from "./tree.tsx";

/** The codebook: the tree at the left; of the code in hand its passages, its definition and what became of it. */
export default function Codes(): ReactElement {
  return (
    <Routes>
      <Route index element={<LastCode />} />
      <Route path=":id" element={<Workplace />} />
    </Routes>
  );
}

function LastCode(): ReactElement {
  const study = useStudy();
  const [last] = useKept<string>(`last code ${study.settings.id}`, "");
  const code = study.codes.find((c) => c.id === last) ?? study.codes.find((c) => c.codings > 0) ?? study.codes[0];
  return code ? <Navigate to={`/codes/${code.id}`} replace /> : <NoCodes />;
}

function NoCodes(): ReactElement {
  const make = (): void => void act({ type: "code.create", id: newId(), name: "New code" });
  return (
    <Page title="Codes">
      <EmptyState icon="codes" title="No codes yet" actions={<><Link to="/interviews" className={css.button}>Read an interview</Link><Button onClick={make}>Make a code here</Button></>}>
        Most codes are made while reading: select words in an interview and name what you see in them. If you have a codebook already, make its codes and headings here first.
      </EmptyState>
    </Page>
  );
}

function Workplace(): ReactElement {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const study = useStudy();
  const codes = codesById(study);
  const [, setLast] = useKept<string>(`last code ${study.settings.id}`, "");
  const code = codes.get(id);
  const other = codes.get(params.get("with") ?? "");
  useEffect(() => {
    if (code) setLast(id);
  }, [id, code, setLast]);
  if (study.codes.length === 0) return <NoCodes />;
  return (
    <div className={css.frame}>
      <Tree current={code ? id : null} />
      {code && other && other.id !== id ? <SideBySide one={code} other={other} /> : code ? <Detail key={id} code={code} /> : (
        <EmptyState icon="codes" title="This code is not in the codebook" actions={<Link to="/codes" className={css.button}>Go to the codebook</Link>}>
          It was merged into another code, or making it was undone. The history tells what became of it.
        </EmptyState>
      )}
    </div>
  );
}
