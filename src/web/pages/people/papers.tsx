import type { ReactElement } from "react";
import { Page } from "../../parts/page.tsx";
import { ConsentForms } from "./consent-forms.tsx";
import { Criteria } from "./criteria.tsx";
import { Guides } from "./guides.tsx";
import css from "./papers.module.css";
import { Views } from "./views.tsx";

/** What people were asked and what they signed: the interview guide, the consent form and the criteria, each in all its versions. */
export const Papers = (): ReactElement => (
  <Page title="People" beside={<Views now="papers" />}>
    <div className={css.two}>
      <Guides />
      <div className={css.stack}>
        <ConsentForms />
        <Criteria />
      </div>
    </div>
  </Page>
);
