import type { Guid } from "../project/guid.ts";
import { readMoment } from "../project/moment.ts";
import type { Case, Graph, Link, Value, Variable, VariableType } from "../project/project.ts";
import { attribute, childrenOf, childText, integer, type Reader } from "./reader.ts";
import type { Element } from "./xml.ts";

const types: readonly VariableType[] = ["Text", "Boolean", "Integer", "Float", "Date", "DateTime"];

/** The variables of a project. One of an unknown type is text. */
export function readVariables(elements: readonly Element[], reader: Reader): Variable[] {
  return elements.map((element, i) => {
    const raw = element.attributes["typeOfVariable"]?.trim() ?? "";
    const type = types.find((known) => known.toLowerCase() === raw.toLowerCase());
    const name = element.attributes["name"] ?? "";
    if (!type) reader.changed.add("A variable of no known type became text.", name);
    return { guid: reader.identity(element, "variable", name, i), name, type: type ?? "Text", description: childText(element, "Description") };
  });
}

/** The values that a case or source has for variables. One that names no variable is kept raw. */
export function readValues(owner: Element, guid: Guid, variables: ReadonlyMap<Guid, Variable>, reader: Reader): Value[] {
  return childrenOf(owner, "VariableValue").flatMap((element): Value[] => {
    const ref = childrenOf(element, "VariableRef")[0];
    const variable = ref && reader.reference(ref, "targetGUID", "variable");
    if (!variable) {
      reader.keep(element, guid);
      return [];
    }
    if (!variables.has(variable)) reader.survived.add("A value belongs to a variable that is not listed; it was kept.", variable);
    const given = element.children.find(({ name }) => name.endsWith("Value"));
    const type = types.find((known) => `${known}Value` === given?.name) ?? variables.get(variable)?.type ?? "Text";
    if (!given) return [{ variable, type, value: null }];
    const raw = type === "Text" ? given.text : given.text.trim();
    if (type !== "Text" && raw === "") return [{ variable, type, value: null }];
    if (type === "Boolean") return [{ variable, type, value: /^(1|true)$/i.test(raw) ? "true" : /^(0|false)$/i.test(raw) ? "false" : raw }];
    return [{ variable, type, value: type === "DateTime" ? readMoment(raw) ?? raw : raw }];
  });
}

/** The cases of a project. */
export function readCases(elements: readonly Element[], variables: ReadonlyMap<Guid, Variable>, reader: Reader): Case[] {
  return elements.map((element, i) => {
    const guid = reader.identity(element, "case", element.attributes["name"] ?? "", i);
    const members = (name: string, kind: string): Guid[] => [...new Set(childrenOf(element, name).flatMap((child) => reader.reference(child, "targetGUID", kind) ?? []))];
    return {
      guid, name: attribute(element, "name"), description: childText(element, "Description"), codes: members("CodeRef", "code"),
      values: readValues(element, guid, variables, reader), sources: members("SourceRef", "source"), selections: members("SelectionRef", "selection"),
    };
  });
}

/** The links of a project. */
export function readLinks(elements: readonly Element[], reader: Reader): Link[] {
  return elements.map((element, i) => {
    const guid = reader.identity(element, "link", i);
    reader.notes(element, { kind: "link", guid });
    return {
      guid, name: attribute(element, "name"), direction: reader.direction(element), colour: reader.colour(element),
      origin: reader.reference(element, "originGUID", "thing"), target: reader.reference(element, "targetGUID", "thing"),
    };
  });
}

/** The graphs of a project. A box without a place stands at 0, 0. */
export function readGraphs(elements: readonly Element[], reader: Reader): Graph[] {
  return elements.map((element, i) => {
    const guid = reader.identity(element, "graph", i);
    return {
      guid, name: attribute(element, "name"),
      vertices: childrenOf(element, "Vertex").map((vertex, k) => ({
        guid: reader.identity(vertex, "vertex", guid, k), represents: reader.reference(vertex, "representedGUID", "thing"), name: attribute(vertex, "name"),
        x1: integer(vertex, "firstX") ?? 0, y1: integer(vertex, "firstY") ?? 0, x2: integer(vertex, "secondX"), y2: integer(vertex, "secondY"),
        shape: attribute(vertex, "shape"), colour: reader.colour(vertex),
      })),
      edges: childrenOf(element, "Edge").flatMap((edge, k) => {
        const [from, to] = [reader.reference(edge, "sourceVertex", "vertex"), reader.reference(edge, "targetVertex", "vertex")];
        if (!from || !to) {
          reader.keep(edge, guid);
          return [];
        }
        return [{
          guid: reader.identity(edge, "edge", guid, k), represents: reader.reference(edge, "representedGUID", "thing"), name: attribute(edge, "name"), from, to,
          colour: reader.colour(edge), direction: reader.direction(edge), line: attribute(edge, "lineStyle"),
        }];
      }),
    };
  });
}
