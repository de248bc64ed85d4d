import { Component, type ReactNode } from "react";
import { Button } from "../parts/button.tsx";
import { EmptyState } from "../parts/empty-state.tsx";

/** Keeps a page that breaks from taking the others with it. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly problem: Error | null }> {
  override state = { problem: null as Error | null };

  static getDerivedStateFromError(problem: Error): { problem: Error } {
    return { problem };
  }

  override render(): ReactNode {
    const { problem } = this.state;
    if (!problem) return this.props.children;
    return (
      <EmptyState icon="help" title="This page could not be shown" actions={<Button look="main" onClick={() => this.setState({ problem: null })}>Try again</Button>}>
        This is a fault of Earshot, not of your study: nothing that was saved is lost, and the other pages still work. Reload the page if trying again does not help.
        <details>
          <summary>What the program said</summary>
          {problem.message}
        </details>
      </EmptyState>
    );
  }
}
