import type { ReactElement, ReactNode } from "react";
import { Button as Trigger, Menu as AriaMenu, MenuItem as AriaItem, MenuTrigger, Popover } from "react-aria-components";
import css from "./menu.module.css";

/** One thing to choose. */
export interface Item {
  readonly id: string;
  readonly name: ReactNode;
  /** For finding it by typing, where the name is not plain text. */
  readonly text?: string;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
}

/** A button that opens a list of things to do. By keyboard: arrows, letters, Enter, Esc. */
export const Menu = ({ label, button, items, className = "" }: { readonly label: string; readonly button: ReactNode; readonly items: readonly Item[]; readonly className?: string }): ReactElement => (
  <MenuTrigger>
    <Trigger aria-label={label} className={`${css.trigger} ${className}`}>{button}</Trigger>
    <Popover className={css.popover!} offset={4}>
      <AriaMenu className={css.menu!} aria-label={label} disabledKeys={items.filter((i) => i.disabled).map((i) => i.id)}>
        {items.map((item) => (
          <AriaItem key={item.id} id={item.id} textValue={item.text ?? (typeof item.name === "string" ? item.name : item.id)} className={item.danger ? `${css.item} ${css.danger}` : css.item!} onAction={item.act}>
            <span>{item.name}</span>
            {item.keys ? <kbd>{item.keys}</kbd> : null}
          </AriaItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
);
