import type { Attribute, Participant } from "../study/participant.ts";

export type Operator = "=" | "!=" | "<" | "<=" | ">" | ">=" | "contains" | "lacks" | "missing" | "known";

/**
 * A test of one attribute against a value as it was written, or a sentence that says why the value does not fit.
 * Text is compared whatever its case; dates as `2016-06-14`, of which a year or a month is a part (`birth >= 2016`).
 */
export function compile(attribute: Attribute, operator: Operator, written: string): ((person: Participant) => boolean) | string {
  const valueOf = (person: Participant): string | number | boolean | null => {
    const value = person.values[attribute.id] ?? null;
    return typeof value === "string" && value.trim() === "" ? null : value;
  };
  const text = (value: string | number | boolean): string => String(value).trim().toLowerCase();
  const wanted = written.trim().toLowerCase();
  switch (operator) {
    case "missing":
      return (p) => valueOf(p) === null;
    case "known":
      return (p) => valueOf(p) !== null;
    case "contains":
    case "lacks":
      return (p) => {
        const value = valueOf(p);
        return value !== null && text(value).includes(wanted) === (operator === "contains");
      };
    default:
  }
  switch (attribute.kind) {
    case "number": {
      const number = Number(written.replace("−", "-").replace(/(?<=\d),(?=\d{3}\b)/g, ""));
      if (!Number.isFinite(number)) return `"${written}" is not a number, as "${attribute.name}" is.`;
      return ordered(operator, (p) => {
        const value = valueOf(p);
        return typeof value === "number" ? value - number : null;
      });
    }
    case "yes/no": {
      if (operator !== "=" && operator !== "!=") return `"${attribute.name}" is yes or no, so only = and != can be asked of it.`;
      const side = /^(yes|y|true|1)$/.test(wanted) ? true : /^(no|n|false|0)$/.test(wanted) ? false : null;
      if (side === null) return `"${written}" is neither yes nor no, as "${attribute.name}" is.`;
      return (p) => typeof valueOf(p) === "boolean" && (valueOf(p) === side) === (operator === "=");
    }
    case "date": {
      if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(wanted)) return `"${written}" is not a date like 2016-06-14, as "${attribute.name}" is.`;
      return ordered(operator, (p) => {
        const value = valueOf(p);
        if (typeof value !== "string") return null;
        const part = value.slice(0, wanted.length);
        return part < wanted ? -1 : part > wanted ? 1 : 0;
      });
    }
    case "text":
    case "category":
      if (operator !== "=" && operator !== "!=") return `"${attribute.name}" is ${attribute.kind === "text" ? "text" : "a category"}, so ${operator} cannot be asked of it; use =, != or contains.`;
      return (p) => {
        const value = valueOf(p);
        return value !== null && (text(value) === wanted) === (operator === "=");
      };
  }
}

function ordered(operator: "=" | "!=" | "<" | "<=" | ">" | ">=", difference: (person: Participant) => number | null): (person: Participant) => boolean {
  return (person) => {
    const d = difference(person);
    if (d === null) return false;
    switch (operator) {
      case "=": return d === 0;
      case "!=": return d !== 0;
      case "<": return d < 0;
      case "<=": return d <= 0;
      case ">": return d > 0;
      case ">=": return d >= 0;
    }
  };
}
